// Groups whose sums the kernel keeps. Where none may be made (an ordinary user, mostly) the supervisor watches instead.
#include "ouro-exec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIDS, MEMORY, UNIFIED, KINDS };

// The directory made for this command, or empty.
static char made[KINDS][600];
// Which of them bounds what; below zero: none.
static int memory_by = -1, processes_by = -1;

static bool put(const char *directory, const char *file, const char *text)
{
    char path[800];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return false;
    bool done = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    close(fd);
    return done;
}

static bool put_number(const char *directory, const char *file, long long number)
{
    char text[32];
    snprintf(text, sizeof text, "%lld", number);
    return put(directory, file, text);
}

static long long get(const char *directory, const char *file, const char *key)
{
    char path[800], text[2048];
    snprintf(path, sizeof path, "%s/%s", directory, file);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    ssize_t length = read(fd, text, sizeof text - 1);
    close(fd);
    if (length <= 0)
        return -1;
    text[length] = '\0';
    if (!*key)
        return atoll(text);
    for (char *line = text; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
        if (!strncmp(line, key, strlen(key)) && line[strlen(key)] == ' ')
            return atoll(line + strlen(key));
    return -1;
}

static bool has_option(const char *options, const char *name)
{
    size_t length = strlen(name);
    for (const char *at = options; (at = strstr(at, name)); at += length)
        if ((at == options || at[-1] == ',') && (at[length] == ',' || at[length] == '\n' || at[length] == '\0'))
            return true;
    return false;
}

// Where a hierarchy is mounted, and which part of it that mount shows.
static bool mounted_at(int kind, char *point, char *root)
{
    FILE *file = fopen("/proc/self/mountinfo", "re");
    if (!file)
        return false;
    char line[2048];
    bool there = false;
    while (!there && fgets(line, sizeof line, file)) {
        char type[64], options[512], *tail = strstr(line, " - ");
        if (!tail || sscanf(line, "%*s %*s %*s %255s %255s", root, point) != 2 || sscanf(tail + 3, "%63s %*s %511s", type, options) != 2)
            continue;
        there = kind == UNIFIED ? !strcmp(type, "cgroup2")
            : !strcmp(type, "cgroup") && has_option(options, kind == PIDS ? "pids" : "memory");
    }
    fclose(file);
    return there;
}

static bool own_path(int kind, char *path)
{
    FILE *file = fopen("/proc/self/cgroup", "re");
    if (!file)
        return false;
    char line[1024];
    bool there = false;
    while (!there && fgets(line, sizeof line, file)) {
        char *controllers = strchr(line, ':'), *at = controllers ? strchr(++controllers, ':') : NULL;
        if (!at)
            continue;
        *at++ = '\0';
        at[strcspn(at, "\n")] = '\0';
        there = kind == UNIFIED ? !strncmp(line, "0", 1) && !*controllers
            : has_option(controllers, kind == PIDS ? "pids" : "memory");
        if (there)
            snprintf(path, 256, "%.255s", at);
    }
    fclose(file);
    return there;
}

static bool home_of(int kind, char *directory, size_t size)
{
    char point[256], root[256], path[256];
    if (!mounted_at(kind, point, root) || !own_path(kind, path))
        return false;
    const char *below = path;
    size_t length = strlen(root);
    if (length > 1 && !strncmp(path, root, length))
        below += length;
    snprintf(directory, size, "%s%s", point, strcmp(below, "/") ? below : "");
    return true;
}

// What supervisors left that were themselves killed.
static void sweep(const char *home)
{
    DIR *directory = opendir(home);
    if (!directory)
        return;
    for (struct dirent *entry; (entry = readdir(directory));) {
        char path[800];
        pid_t owner = strncmp(entry->d_name, "ouro-", 5) ? 0 : (pid_t)atol(entry->d_name + 5);
        if (owner <= 0 || kill(owner, 0) == 0 || errno != ESRCH)
            continue;
        snprintf(path, sizeof path, "%s/ouro-%d", home, owner);
        rmdir(path);
    }
    closedir(directory);
}

static void make(int kind)
{
    char home[520];
    if (!home_of(kind, home, sizeof home) || access(home, W_OK) != 0)
        return;
    sweep(home);
    snprintf(made[kind], sizeof made[kind], "%s/ouro-%d", home, getpid());
    if (mkdir(made[kind], 0755) != 0 && errno != EEXIST)
        made[kind][0] = '\0';
}

static void drop(int kind)
{
    if (made[kind][0])
        rmdir(made[kind]);
    made[kind][0] = '\0';
}

static bool bound_memory(const char *directory, long long bytes)
{
    if (put_number(directory, "memory.limit_in_bytes", bytes)) {
        put_number(directory, "memory.memsw.limit_in_bytes", bytes);
        return true;
    }
    if (!put_number(directory, "memory.max", bytes))
        return false;
    put(directory, "memory.swap.max", "0");
    put(directory, "memory.oom.group", "1");
    return true;
}

void cgroup_create(const struct plan *plan)
{
    for (int kind = 0; kind < KINDS; kind++)
        make(kind);
    for (int kind = 0; kind < KINDS; kind++) {
        if (!made[kind][0])
            continue;
        if (plan->processes >= 0 && processes_by < 0 && kind != MEMORY && put_number(made[kind], "pids.max", plan->processes + plan_processes_of_wrapper(plan)))
            processes_by = kind;
        if (plan->memory >= 0 && memory_by < 0 && kind != PIDS && bound_memory(made[kind], plan->memory))
            memory_by = kind;
    }
}

void cgroup_join(void)
{
    for (int kind = 0; kind < KINDS; kind++)
        if (made[kind][0])
            put(made[kind], "cgroup.procs", "0");
}

// A group that nobody could join bounds nobody.
static bool joined(int kind)
{
    return made[kind][0] && get(made[kind], "cgroup.procs", "") > 0;
}

bool cgroup_limits_memory(void)
{
    return memory_by >= 0 && joined(memory_by);
}

bool cgroup_limits_processes(void)
{
    return processes_by >= 0 && joined(processes_by);
}

bool cgroup_ran_out_of_memory(void)
{
    return (made[MEMORY][0] && get(made[MEMORY], "memory.oom_control", "oom_kill") > 0)
        || (made[UNIFIED][0] && get(made[UNIFIED], "memory.events", "oom_kill") > 0);
}

long long cgroup_peak(void)
{
    long long peak = made[MEMORY][0] ? get(made[MEMORY], "memory.max_usage_in_bytes", "") : -1;
    if (peak <= 0 && made[UNIFIED][0])
        peak = get(made[UNIFIED], "memory.peak", "");
    return peak;
}

// No more forks, then everybody at once.
void cgroup_kill(void)
{
    if (made[PIDS][0])
        put(made[PIDS], "pids.max", "0");
    if (made[UNIFIED][0])
        put(made[UNIFIED], "cgroup.kill", "1");
}

void cgroup_remove(void)
{
    for (int kind = 0; kind < KINDS; kind++)
        drop(kind);
}

void cgroup_probe(bool *memory, bool *processes)
{
    struct plan plan = { .memory = 1 << 26, .processes = 8 };
    cgroup_create(&plan);
    *memory = memory_by >= 0;
    *processes = processes_by >= 0;
    cgroup_remove();
}
