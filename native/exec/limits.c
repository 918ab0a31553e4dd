// What the kernel counts per process. The group's sums are watched by cgroups or by the supervisor.
#include "ouro-exec.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static void limit(int what, rlim_t value)
{
    struct rlimit now;
    if (getrlimit(what, &now) == 0 && now.rlim_max != RLIM_INFINITY && value > now.rlim_max)
        value = now.rlim_max;
    setrlimit(what, &(struct rlimit){ value, value });
}

// RLIMIT_NPROC counts all tasks of the user, so those that run already are added: everybody's, as one read tells them,
// and some, since a container may see fewer than there are. The exact bound is the supervisor's to watch.
static long tasks_of_machine(void)
{
    long running, total = 4096;
    FILE *file = fopen("/proc/loadavg", "re");
    if (!file)
        return total;
    if (fscanf(file, "%*f %*f %*f %ld/%ld", &running, &total) != 2)
        total = 4096;
    fclose(file);
    return total;
}

void limits_apply(const struct plan *plan)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, 4096);
    if (plan->file_size >= 0)
        limit(RLIMIT_FSIZE, (rlim_t)plan->file_size);
    // Data, not address space: V8, .NET, Go and the JVM reserve far more than they ever use.
    if (plan->memory >= 0)
        limit(RLIMIT_DATA, (rlim_t)plan->memory);
    if (plan->processes >= 0)
        limit(RLIMIT_NPROC, (rlim_t)(plan->processes + tasks_of_machine() + 1024));

    // When the whole machine runs out of memory, this goes first, before the supervisor and ouro.
    int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
    if (score >= 0) {
        if (write(score, "500", 3) != 3) {}
        close(score);
    }
}

// In a user namespace of its own the count starts at zero, so the limit can be exact (but never for root).
void limits_enter(long processes)
{
    // One more for the first process of the namespace.
    if (processes >= 0)
        limit(RLIMIT_NPROC, (rlim_t)processes + 1);
}
