// Supervises one command: bounds it, waits for it, ends all that it started, and says last on standard error how it went.
#include "ouro-exec.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char *end = "exited";
static char reason[1024];
static int status = -1;
static bool started, ended_inside;
static long long peak;

static long long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

// Standard streams belong to the command alone, or their ends would never be seen.
static void let_go_of_streams(int *report)
{
    *report = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10);
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int fd = 0; fd < 3; fd++)
        dup2(nothing, fd);
    close(nothing);
}

static void hear(int fd)
{
    static char said[4096];
    static size_t heard;
    for (ssize_t got; heard + 1 < sizeof said && (got = read(fd, said + heard, sizeof said - 1 - heard)) > 0;)
        heard += (size_t)got;
    for (char *at = said, *stop = said + heard; at < stop;) {
        char letter = *at++;
        if (letter == SAYS_STARTED) {
            started = true;
        } else if (letter == SAYS_FAILED) {
            started = false;
            snprintf(reason, sizeof reason, "%.1000s", at);
            at += strlen(at) + 1;
        } else if (letter == SAYS_ENDED && at + sizeof status <= stop) {
            memcpy(&status, at, sizeof status);
            ended_inside = true;
            at += sizeof status;
        } else {
            return;
        }
    }
}

static long long lowest_free(const struct plan *plan)
{
    long long lowest = -1;
    for (size_t i = 0; i < plan->writable.count + 1; i++) {
        const char *path = i < plan->writable.count ? plan->writable.at[i] : plan->temporary_base;
        struct statvfs about;
        if (!path || statvfs(path, &about) != 0)
            continue;
        long long free = (long long)about.f_bavail * (long long)about.f_frsize;
        if (lowest < 0 || free < lowest)
            lowest = free;
    }
    return lowest;
}

// What no limit of a single process bounds. True when the group went too far.
static bool went_too_far(const struct plan *plan, long long floor)
{
    if (cgroup_ran_out_of_memory())
        return end = "memory", true;
    bool count = plan->processes >= 0 && !cgroup_limits_processes();
    bool memory = !cgroup_limits_memory();
    if (count || memory) {
        struct usage usage;
        group_measure(&usage);
        if (usage.memory > peak)
            peak = usage.memory;
        if (count && usage.processes > plan->processes + plan_processes_of_wrapper(plan))
            return end = "processes", true;
        if (memory && plan->memory >= 0 && usage.memory > plan->memory && group_proportional_memory() > plan->memory)
            return end = "memory", true;
    }
    if (floor >= 0 && lowest_free(plan) < floor)
        return end = "disk", true;
    return false;
}

static void watch(const struct plan *plan, pid_t child, int start_fd, int signals, int parent)
{
    long long begun = now_ms(), next_look = begun + 5, grace_over = -1;
    long long free = plan->free_floor >= 0 ? lowest_free(plan) : -1;
    // A disk that was fuller than that already must not stop everything.
    long long floor = free < 0 ? -1 : free <= plan->free_floor ? free / 2 : plan->free_floor;
    for (;;) {
        long long now = now_ms();
        if (plan->wall_ms >= 0 && now - begun >= plan->wall_ms && grace_over < 0) {
            end = "timeout";
            return;
        }
        if (grace_over >= 0 && now >= grace_over)
            return;
        if (now >= next_look) {
            if (grace_over < 0 && went_too_far(plan, floor))
                return;
            next_look = now + (cgroup_limits_memory() && cgroup_limits_processes() ? 100 : 20);
        }
        long long wake = next_look;
        if (plan->wall_ms >= 0 && begun + plan->wall_ms < wake)
            wake = begun + plan->wall_ms;
        if (grace_over >= 0 && grace_over < wake)
            wake = grace_over;

        struct pollfd fds[] = { { signals, POLLIN, 0 }, { parent, POLLIN, 0 } };
        if (poll(fds, 2, wake > now ? (int)(wake - now) : 0) < 0 && errno != EINTR)
            return;
        if (fds[1].revents) {
            end = "orphaned";
            return;
        }
        struct signalfd_siginfo signal;
        while (read(signals, &signal, sizeof signal) == (ssize_t)sizeof signal)
            if (signal.ssi_signo != SIGCHLD && grace_over < 0) {
                end = "cancelled";
                grace_over = now_ms() + plan->grace_ms;
                group_terminate(plan->wrapped);
            }
        int one = -1;
        bool all_gone = group_reap(child, &one);
        hear(start_fd);
        if (one != -1 || all_gone || ended_inside) {
            if (!ended_inside)
                status = one;
            return;
        }
    }
}

static void report(int fd)
{
    if (!started && !strcmp(end, "exited"))
        end = "not-started";
    bool known = started && status != -1;
    char text[2048];
    int length = snprintf(text, sizeof text, "%s %d %d %lld\n%s", end, known && WIFEXITED(status) ? WEXITSTATUS(status) : -1,
        known && WIFSIGNALED(status) ? WTERMSIG(status) : -1, peak, reason);
    uint32_t size = (uint32_t)length;
    memcpy(text + length, &size, 4);
    memcpy(text + length + 4, "OUROEXEC", 8);
    // The command may have left the pipe non-blocking and full.
    for (size_t at = 0, all = (size_t)length + 12; at < all;) {
        ssize_t wrote = write(fd, text + at, all - at);
        if (wrote > 0)
            at += (size_t)wrote;
        else if (errno == EAGAIN)
            poll(&(struct pollfd){ fd, POLLOUT, 0 }, 1, 1000);
        else if (errno != EINTR)
            return;
    }
}

static int open_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    int numbers[] = { SIGCHLD, SIGTERM, SIGINT, SIGHUP, SIGQUIT };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaddset(&set, numbers[i]);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
    // An ignored SIGCHLD would make children vanish before they are counted.
    signal(SIGCHLD, SIG_DFL);
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int supervise(struct plan *plan)
{
    // Out of the terminal's reach: Ctrl-C is for ouro, which then says what shall end.
    setpgid(0, 0);
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    // Not the death signal of prctl: that follows the thread that forked, and threads of a pool come and go.
    int parent = (int)syscall(SYS_pidfd_open, plan->parent, 0);
    if (plan->parent > 0 && getppid() != plan->parent)
        return 1;

    int signals = open_signals(), start_pipe[2], report_fd;
    char *temporary = plan->temporary_base ? temporary_create(plan->temporary_base) : NULL;
    pid_t child = -1;
    cgroup_create(plan);
    if (plan->temporary_base && !temporary)
        snprintf(reason, sizeof reason, "cannot make a directory in %.900s: %s", plan->temporary_base, strerror(errno));
    else if (!start_child(plan, temporary, start_pipe, &child))
        snprintf(reason, sizeof reason, "cannot fork: %s", strerror(errno));
    let_go_of_streams(&report_fd);
    if (child > 0) {
        fcntl(start_pipe[0], F_SETFL, O_NONBLOCK);
        watch(plan, child, start_pipe[0], signals, parent);
        int last = -1;
        if (!group_end(child, &last))
            snprintf(reason, sizeof reason, "some processes hang in the kernel and could not be ended");
        hear(start_pipe[0]);
        if (status == -1)
            status = last;
    }
    if (cgroup_ran_out_of_memory())
        end = "memory";
    long long counted = cgroup_peak();
    struct rusage usage;
    if (getrusage(RUSAGE_CHILDREN, &usage) == 0 && usage.ru_maxrss * 1024LL > peak)
        peak = usage.ru_maxrss * 1024LL;
    if (counted > 0)
        peak = counted;
    cgroup_remove();
    if (temporary)
        temporary_remove(temporary);
    report(report_fd);
    return 0;
}

static int probe(void)
{
    bool memory, processes;
    cgroup_probe(&memory, &processes);
    struct seclusion own = probe_seclusion();
    printf("landlock %d\nprocesses %d\nnetwork %d\nplaces %d\ntree %d\ncgroup-memory %d\ncgroup-processes %d\n",
        landlock_abi(), own.processes, own.network, own.places, own.tree, memory, processes);
    return 0;
}

int main(int count, char **arguments)
{
    if (count > 1 && !strcmp(arguments[1], "--probe"))
        return probe();
    if (count > 1 && !strcmp(arguments[1], "--enter"))
        return start_inside(count - 2, arguments + 2);
    if (count > 1 && !strcmp(arguments[1], "--version"))
        return 0;
    struct plan plan;
    if (count > 1 || !plan_read(STDIN_FILENO, &plan)) {
        fprintf(stderr, "ouro-exec is started by ouro, with a plan on standard input.\n");
        return 64;
    }
    return supervise(&plan);
}
