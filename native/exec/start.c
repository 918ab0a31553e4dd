// From the fork to the command's first instruction.
#include "ouro-exec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

void fail_start(const char *what, const char *about)
{
    char text[900];
    int length = snprintf(text, sizeof text, "%c%s %.700s: %s", SAYS_FAILED, what, about, strerror(errno));
    if (write(START_FD, text, (size_t)length + 1) < 0) {}
    _exit(127);
}

static void close_from(unsigned first)
{
    if (syscall(SYS_close_range, first, ~0u, 0) == 0)
        return;
    for (int fd = (int)first; fd < 4096; fd++)
        close(fd);
}

// .NET ignores SIGPIPE, and what is ignored stays so across exec.
static void restore_signals(void)
{
    for (int number = 1; number < NSIG; number++)
        signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

void start_command(char **arguments)
{
    fcntl(START_FD, F_SETFD, FD_CLOEXEC);
    if (write(START_FD, &(char){ SAYS_STARTED }, 1) != 1)
        _exit(127);
    execvp(arguments[0], arguments);
    fail_start("cannot start", arguments[0]);
}

// bubblewrap learns the environment here: on its command line everybody could read it, and in its own
// environment an LD_PRELOAD meant for the command would run outside of the sandbox.
static int environment_for_wrapper(const struct plan *plan)
{
    int fd = memfd_create("environment", 0);
    FILE *file = fd < 0 ? NULL : fdopen(dup(fd), "w");
    if (!file)
        fail_start("cannot hand over", "the environment");
    fwrite("--clearenv", 1, sizeof "--clearenv", file);
    for (size_t i = 0; i < plan->environment.count; i++) {
        const char *entry = plan->environment.at[i], *equals = strchr(entry, '=');
        if (!equals || equals == entry)
            continue;
        fprintf(file, "--setenv%c%.*s%c%s%c", 0, (int)(equals - entry), entry, 0, equals + 1, 0);
    }
    fclose(file);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void set_environment(const struct plan *plan, const char *temporary)
{
    struct words all = plan->environment;
    for (size_t i = 0; temporary && i < plan->temporaries.count; i++) {
        char *entry;
        if (asprintf(&entry, "%s=%s", plan->temporaries.at[i], temporary) > 0)
            words_add(&all, entry);
    }
    if (!all.at)
        words_add(&all, NULL);
    environ = all.at;
}

static void run_child(const struct plan *plan, const char *temporary, pid_t supervisor)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != supervisor)
        _exit(127);
    restore_signals();
    cgroup_join();
    limits_apply(plan);
    if (plan->wrapped) {
        int arguments = environment_for_wrapper(plan);
        dup2(arguments, ARGS_FD);
        close_from(ARGS_FD + 1);
        static char *clean[] = { "PATH=/usr/bin:/bin", "LANG=C.UTF-8", NULL };
        environ = clean;
        execv(plan->arguments.at[0], plan->arguments.at);
        fail_start("cannot start", plan->arguments.at[0]);
    }
    set_environment(plan, temporary);
    if (plan->confined)
        confine(plan, temporary);
    else if (plan->directory && chdir(plan->directory) != 0)
        fail_start("cannot enter", plan->directory);
    // Once, and as late as can be: the scheduler gives every session its turn anew, which takes milliseconds on a busy machine.
    setsid();
    start_command(plan->arguments.at);
}

bool start_child(const struct plan *plan, const char *temporary, int start_pipe[2], pid_t *child)
{
    if (pipe2(start_pipe, O_CLOEXEC) != 0)
        return false;
    pid_t supervisor = getpid();
    *child = fork();
    if (*child == 0) {
        dup2(start_pipe[1], START_FD);
        close_from(START_FD + 1);
        fcntl(START_FD, F_SETFD, 0);
        run_child(plan, temporary, supervisor);
    }
    close(start_pipe[1]);
    return *child > 0;
}

// As the first process inside bubblewrap: --enter PROCESSES PROGRAM ARGUMENT…
int start_inside(int count, char **arguments)
{
    if (count < 2)
        return 64;
    pid_t command = fork();
    if (command < 0)
        fail_start("cannot fork", "");
    if (command > 0)
        stand_first(command);
    limits_enter(atol(arguments[0]));
    start_command(arguments + 1);
}
