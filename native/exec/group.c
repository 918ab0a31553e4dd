// All that descends from this process. As a subreaper it inherits every orphan, so nothing leaves the tree.
#include "ouro-exec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct pids {
    pid_t *at;
    size_t count, room;
};

static struct pids found;

static void found_add(pid_t pid)
{
    if (found.count == found.room) {
        found.room = found.room ? found.room * 2 : 256;
        found.at = realloc(found.at, found.room * sizeof *found.at);
        if (!found.at)
            abort();
    }
    found.at[found.count++] = pid;
}

static ssize_t slurp(const char *path, char *into, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    size_t length = 0;
    for (ssize_t got; length + 1 < size && (got = read(fd, into + length, size - 1 - length)) > 0;)
        length += (size_t)got;
    close(fd);
    into[length] = '\0';
    return (ssize_t)length;
}

static void add_children(pid_t pid)
{
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks)
        return;
    for (struct dirent *task; (task = readdir(tasks));) {
        if (task->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "/proc/%d/task/%.16s/children", pid, task->d_name);
        static char text[1 << 16];
        if (slurp(path, text, sizeof text) <= 0)
            continue;
        char *at = text;
        for (long child; (child = strtol(at, &at, 10)) > 0;)
            found_add((pid_t)child);
    }
    closedir(tasks);
}

// Kernels built without the children files: every process is asked for its parent, round by round.
static void add_children_by_scan(void)
{
    static struct { pid_t pid, parent; } all[1 << 15];
    size_t count = 0;
    DIR *proc = opendir("/proc");
    if (!proc)
        return;
    for (struct dirent *entry; (entry = readdir(proc)) && count < sizeof all / sizeof *all;) {
        char path[64], text[512], *end;
        int parent;
        if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
            continue;
        snprintf(path, sizeof path, "/proc/%.16s/stat", entry->d_name);
        if (slurp(path, text, sizeof text) > 0 && (end = strrchr(text, ')')) && sscanf(end + 1, " %*c %d", &parent) == 1) {
            all[count].pid = (pid_t)atol(entry->d_name);
            all[count++].parent = (pid_t)parent;
        }
    }
    closedir(proc);
    pid_t root = getpid();
    for (size_t next = 0;; root = found.at[next++]) {
        for (size_t i = 0; i < count; i++)
            if (all[i].parent == root)
                found_add(all[i].pid);
        if (next >= found.count)
            return;
    }
}

static void find_descendants(void)
{
    static int have_children_files = -1;
    if (have_children_files < 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/task/%d/children", getpid());
        have_children_files = access(path, R_OK) == 0;
    }
    found.count = 0;
    if (!have_children_files) {
        add_children_by_scan();
        return;
    }
    add_children(getpid());
    for (size_t i = 0; i < found.count; i++)
        add_children(found.at[i]);
}

static long long field(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    return at ? atoll(at + strlen(name)) : 0;
}

void group_measure(struct usage *usage)
{
    *usage = (struct usage){ 0, 0 };
    find_descendants();
    for (size_t i = 0; i < found.count; i++) {
        char path[64], text[4096];
        snprintf(path, sizeof path, "/proc/%d/status", found.at[i]);
        if (slurp(path, text, sizeof text) <= 0)
            continue;
        usage->processes += field(text, "\nThreads:");
        usage->memory += (field(text, "\nRssAnon:") + field(text, "\nRssShmem:")) * 1024;
    }
}

// Pages that forked processes share count once. Too slow to ask all the time.
long long group_proportional_memory(void)
{
    long long sum = 0;
    find_descendants();
    for (size_t i = 0; i < found.count; i++) {
        char path[64], text[4096];
        snprintf(path, sizeof path, "/proc/%d/smaps_rollup", found.at[i]);
        if (slurp(path, text, sizeof text) > 0) {
            sum += field(text, "\nPss_Anon:") * 1024 + field(text, "\nPss_Shmem:") * 1024;
            continue;
        }
        snprintf(path, sizeof path, "/proc/%d/status", found.at[i]);
        if (slurp(path, text, sizeof text) > 0)
            sum += field(text, "\nRssAnon:") * 1024;
    }
    return sum;
}

// A wrapper such as bubblewrap dies of a polite signal and takes its whole namespace along, so it is spared.
void group_terminate(bool spare_direct_children)
{
    find_descendants();
    size_t first = 0;
    if (spare_direct_children && found.count > 1)
        first = 1;
    for (size_t i = first; i < found.count; i++)
        kill(found.at[i], SIGTERM);
}

// Takes in whatever ended; true when no child is left.
bool group_reap(pid_t main_child, int *status)
{
    for (;;) {
        int one;
        pid_t pid = waitpid(-1, &one, WNOHANG | __WALL);
        if (pid == 0)
            return false;
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid < 0)
            return true;
        if (pid == main_child)
            *status = one;
    }
}

// Kills until nobody is left. Ten seconds bound what hangs inside the kernel.
bool group_end(pid_t main_child, int *status)
{
    for (int round = 0; round < 10000; round++) {
        cgroup_kill();
        find_descendants();
        for (size_t i = 0; i < found.count; i++)
            kill(found.at[i], SIGKILL);
        if (group_reap(main_child, status))
            return true;
        if (round > 3)
            nanosleep(&(struct timespec){ 0, 1000000 }, NULL);
    }
    return false;
}
