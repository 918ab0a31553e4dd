// ouro-exec: starts one command on rails and leaves nothing of it behind.
#ifndef OURO_EXEC_H
#define OURO_EXEC_H

#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

// Where the child finds what it inherits, whatever wraps it.
enum { START_FD = 3, ARGS_FD = 4 };

struct words {
    char **at;
    size_t count;
};

// What to start and within what bounds. Numbers below zero do not bind.
struct plan {
    struct words arguments, environment, writable, readable, temporaries;
    const char *directory;
    const char *temporary_base;
    pid_t parent;
    long wall_ms, grace_ms, processes;
    long long memory, file_size, free_floor;
    bool wrapped;       // the arguments start bubblewrap; the environment goes in through ARGS_FD
    bool confined;      // ouro-exec itself is the sandbox
    bool network;
    bool no_namespaces; // tests see what a kernel without them would enforce
};

// plan.c
long plan_processes_of_wrapper(const struct plan *plan);
bool plan_read(int fd, struct plan *plan);
void words_add(struct words *words, char *word);

// cgroup.c
void cgroup_create(const struct plan *plan);
void cgroup_join(void);
bool cgroup_limits_memory(void);
bool cgroup_limits_processes(void);
bool cgroup_ran_out_of_memory(void);
long long cgroup_peak(void);
void cgroup_kill(void);
void cgroup_remove(void);
void cgroup_probe(bool *memory, bool *processes);

// group.c
struct usage {
    long processes; // with threads, as the kernel counts them
    long long memory;
};
void group_measure(struct usage *usage);
long long group_proportional_memory(void);
void group_terminate(bool spare_direct_children);
bool group_reap(pid_t main_child, int *status);
bool group_end(pid_t main_child, int *status);

// confine.c: the child's side
struct seclusion {
    bool processes, network, places, shared_memory, tree;
};
void confine(const struct plan *plan, const char *temporary);
struct seclusion probe_seclusion(void);
void stand_first(pid_t command) __attribute__((noreturn));

// filter.c
int landlock_abi(void);
void landlock_apply(const struct plan *plan, const char *temporary, bool own_shared_memory);
void seccomp_apply(bool deny_sockets, bool deny_truncate);

// limits.c
void limits_apply(const struct plan *plan);
void limits_enter(long processes);

// sweep.c
char *temporary_create(const char *base);
void temporary_remove(const char *path);

// start.c
bool start_child(const struct plan *plan, const char *temporary, int start_pipe[2], pid_t *child);
int start_inside(int count, char **arguments);
void start_command(char **arguments) __attribute__((noreturn));

// What travels through START_FD: one letter, then for F the reason and a zero, for W the wait status.
enum { SAYS_STARTED = 'S', SAYS_FAILED = 'F', SAYS_ENDED = 'W' };

// Says why through START_FD and ends the child.
void fail_start(const char *what, const char *about) __attribute__((noreturn));

#endif
