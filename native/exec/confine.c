// The sandbox where bubblewrap is missing: namespaces if the kernel grants them, then Landlock and seccomp.
#include "ouro-exec.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool done = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0)
        close(fd);
    return done;
}

static bool has_admin(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct sets[2] = { { 0 } };
    return syscall(SYS_capget, &header, sets) == 0 && (sets[0].effective & (1u << CAP_SYS_ADMIN));
}

static bool become_admin(void)
{
    if (has_admin())
        return true;
    char users[64], groups[64];
    snprintf(users, sizeof users, "%u %u 1", geteuid(), geteuid());
    snprintf(groups, sizeof groups, "%u %u 1", getegid(), getegid());
    if (unshare(CLONE_NEWUSER) != 0)
        return false;
    // There is no way back: without a map this would go on as nobody.
    if (!write_file("/proc/self/uid_map", users) || !write_file("/proc/self/setgroups", "deny") || !write_file("/proc/self/gid_map", groups))
        fail_start("cannot keep this user inside", "a namespace");
    return true;
}

static bool raise_loopback(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
    bool up = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &request) == 0;
    if (fd >= 0)
        close(fd);
    return up;
}

static bool lies_below(const struct words *paths, const char *directory)
{
    for (size_t i = 0; i < paths->count; i++)
        if (!strncmp(paths->at[i], directory, strlen(directory)))
            return true;
    return false;
}

static bool is_named_below(const struct plan *plan, const char *directory)
{
    return lies_below(&plan->writable, directory) || lies_below(&plan->readable, directory);
}

// Shared memory and the sockets of the machine's services are covered by empty directories, unless the caller works there.
static void cover_shared_places(const struct plan *plan, struct seclusion *own)
{
    char options[64];
    snprintf(options, sizeof options, "mode=1777,size=%lld", plan->file_size >= 0 ? plan->file_size : 1LL << 30);
    if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return;
    own->shared_memory = !is_named_below(plan, "/dev/shm/") && mount("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, options) == 0;
    own->places = is_named_below(plan, "/run/") || is_named_below(plan, "/var/run/")
        || mount("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=755,size=1m") == 0;
}

#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

struct mount_attributes {
    unsigned long long set, clear, propagation, userns;
};

static bool is_bound(const char *path)
{
    return mount(path, path, NULL, MS_BIND | MS_REC, NULL) == 0;
}

static bool set_read_only(const char *path, bool on)
{
    struct mount_attributes change = { .set = on ? 1 : 0, .clear = on ? 0 : 1 };
    return syscall(SYS_mount_setattr, AT_FDCWD, path, on ? AT_RECURSIVE : 0, &change, sizeof change) == 0;
}

// Landlock bounds contents and names. Modes, owners, times and attributes only stay as they are on a read-only mount.
static bool freeze_tree(const struct plan *plan, const char *temporary, bool own_shared_memory)
{
    struct words open = { NULL, 0 };
    if (temporary)
        words_add(&open, (char *)temporary);
    for (size_t i = 0; i < plan->writable.count; i++)
        words_add(&open, plan->writable.at[i]);
    for (size_t i = 0; i < open.count; i++)
        if (!is_bound(open.at[i]))
            fail_start("cannot make writable", open.at[i]);
    if (!set_read_only("/", true))
        return false;
    if (own_shared_memory)
        words_add(&open, "/dev/shm");
    for (size_t i = 0; i < open.count; i++)
        if (!set_read_only(open.at[i], false))
            fail_start("cannot make writable", open.at[i]);
    return true;
}

// What the kernel grants; a machine may forbid any of it to ordinary users.
static struct seclusion seclude(const struct plan *plan, const char *temporary)
{
    struct seclusion own = { 0 };
    if (plan->no_namespaces || !become_admin())
        return own;
    if (unshare(CLONE_NEWNS | CLONE_NEWIPC) == 0)
        cover_shared_places(plan, &own);
    if (!plan->network && unshare(CLONE_NEWNET) == 0)
        own.network = raise_loopback();
    if (own.places)
        own.tree = freeze_tree(plan, temporary, own.shared_memory);
    if (own.places)
        own.processes = unshare(CLONE_NEWPID) == 0;
    return own;
}

static void wait_for(pid_t child)
{
    // A polite end is for the command inside; when that has gone, so does this.
    signal(SIGTERM, SIG_IGN);
    int status;
    while (waitpid(child, &status, __WALL) < 0 && errno == EINTR) {}
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

// The first process of a namespace takes in its orphans; when it goes, the kernel kills all the rest.
void stand_first(pid_t command)
{
    // Nobody inside may trace it or reach through its descriptors.
    prctl(PR_SET_DUMPABLE, 0);
    signal(SIGTERM, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    close(0), close(1), close(2);
    for (;;) {
        int status;
        pid_t pid = waitpid(-1, &status, __WALL);
        if (pid < 0 && errno == EINTR)
            continue;
        if (pid >= 0 && pid != command)
            continue;
        char said[1 + sizeof status] = { SAYS_ENDED };
        memcpy(said + 1, &status, sizeof status);
        if (write(START_FD, said, sizeof said) < 0) {}
        _exit(0);
    }
}

static void fork_first(void)
{
    pid_t first = fork();
    if (first < 0)
        fail_start("cannot fork", "");
    if (first > 0)
        wait_for(first);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // Without it the old /proc shows the whole machine; with Landlock that is only a view.
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
    pid_t command = fork();
    if (command < 0)
        fail_start("cannot fork", "");
    if (command > 0)
        stand_first(command);
}

static void drop_capabilities(void)
{
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability, 0, 0, 0) >= 0; capability++)
        prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct none[2] = { { 0 } };
    if (syscall(SYS_capset, &header, none) != 0)
        fail_start("cannot drop capabilities", "");
}

void confine(const struct plan *plan, const char *temporary)
{
    struct seclusion own = seclude(plan, temporary);
    if (own.processes)
        fork_first();
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        fail_start("cannot give up privileges", "");
    if (plan->directory && chdir(plan->directory) != 0)
        fail_start("cannot enter", plan->directory);
    landlock_apply(plan, temporary, own.shared_memory);
    drop_capabilities();
    // Truncating by path escapes the first two versions of Landlock.
    seccomp_apply(!plan->network && !own.network, landlock_abi() < 3);
}

static bool in_child(bool (*question)(void))
{
    pid_t child = fork();
    if (child == 0)
        _exit(question() ? 0 : 1);
    int status = 1;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static struct seclusion ask(void) { return seclude(&(struct plan){ .file_size = -1 }, NULL); }
static bool asks_network(void) { return ask().network; }
static bool asks_processes(void) { return ask().processes; }
static bool asks_places(void) { return ask().places; }
static bool asks_tree(void) { return ask().tree; }

struct seclusion probe_seclusion(void)
{
    return (struct seclusion){
        .processes = in_child(asks_processes), .network = in_child(asks_network), .places = in_child(asks_places), .tree = in_child(asks_tree),
    };
}
