// What needs no privilege at all: Landlock for files and signals, seccomp for sockets.
#include "ouro-exec.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The headers of the machine that compiles this may be older than the kernel that runs it.
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum {
    EXECUTE = 1 << 0, WRITE_FILE = 1 << 1, READ_FILE = 1 << 2, READ_DIR = 1 << 3,
    MAKE_CHAR = 1 << 6, MAKE_BLOCK = 1 << 11, REFER = 1 << 13, TRUNCATE = 1 << 14, IOCTL_DEV = 1 << 15,
    SCOPE_ABSTRACT_SOCKET = 1 << 0, SCOPE_SIGNAL = 1 << 1,
    READ = EXECUTE | READ_FILE | READ_DIR,
};

struct ruleset {
    uint64_t files, net, scoped;
};

struct __attribute__((packed)) beneath {
    uint64_t allowed;
    int32_t parent;
};

int landlock_abi(void)
{
    return (int)syscall(SYS_landlock_create_ruleset, NULL, 0, 1);
}

static uint64_t handled_at(int abi)
{
    uint64_t all = (1 << 13) - 1;
    if (abi >= 2) all |= REFER;
    if (abi >= 3) all |= TRUNCATE;
    if (abi >= 5) all |= IOCTL_DEV;
    return all;
}

static bool allow(int ruleset, const char *path, uint64_t rights)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        return false;
    struct stat about;
    if (fstat(fd, &about) == 0 && !S_ISDIR(about.st_mode))
        rights &= EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
    struct beneath rule = { rights, fd };
    bool done = syscall(SYS_landlock_add_rule, ruleset, 1, &rule, 0) == 0;
    close(fd);
    return done;
}

static bool is_secret(const char *name)
{
    static const char *const secrets[] = { "shadow", "shadow-", "gshadow", "gshadow-", "sudoers", "sudoers.d", "ssh" };
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (!strcmp(name, secrets[i]))
            return true;
    return false;
}

// Rules only ever add, so /etc without its secrets is everything in it but them. An ordinary user cannot read those anyway.
static void allow_etc(int ruleset)
{
    if (geteuid() != 0) {
        allow(ruleset, "/etc", READ);
        return;
    }
    allow(ruleset, "/etc", READ_DIR);
    DIR *etc = opendir("/etc");
    if (!etc)
        return;
    for (struct dirent *entry; (entry = readdir(etc));) {
        char path[300];
        if (entry->d_name[0] == '.' || is_secret(entry->d_name))
            continue;
        snprintf(path, sizeof path, "/etc/%s", entry->d_name);
        allow(ruleset, path, READ);
    }
    closedir(etc);
}

void landlock_apply(const struct plan *plan, const char *temporary, bool own_shared_memory)
{
    int abi = landlock_abi();
    if (abi < 1)
        return;
    uint64_t all = handled_at(abi);
    struct ruleset attributes = { all, 0, abi >= 6 ? SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL : 0 };
    // Older kernels know a shorter structure and accept a longer one only if the rest is zero.
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        fail_start("cannot make a Landlock ruleset", "");

    static const char *const system[] = { "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/proc" };
    for (size_t i = 0; i < sizeof system / sizeof *system; i++)
        allow(ruleset, system[i], READ & all);
    allow_etc(ruleset);
    static const char *const devices[] = { "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom" };
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
        allow(ruleset, devices[i], (READ_FILE | WRITE_FILE | TRUNCATE | IOCTL_DEV) & all);

    uint64_t write = all & ~(uint64_t)(MAKE_CHAR | MAKE_BLOCK | IOCTL_DEV);
    if (temporary)
        allow(ruleset, temporary, write);
    if (own_shared_memory)
        allow(ruleset, "/dev/shm", write);
    for (size_t i = 0; i < plan->readable.count; i++)
        if (!allow(ruleset, plan->readable.at[i], READ & all))
            fail_start("cannot make readable", plan->readable.at[i]);
    for (size_t i = 0; i < plan->writable.count; i++)
        if (!allow(ruleset, plan->writable.at[i], write))
            fail_start("cannot make writable", plan->writable.at[i]);

    if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0)
        fail_start("cannot enter the Landlock domain", "");
    close(ruleset);
}

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#define REFUSE(number) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (number), 0, 1), \
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)

// io_uring opens sockets and files past every filter. Calls of another architecture are other numbers for the same things.
void seccomp_apply(bool deny_sockets, bool deny_truncate)
{
#ifdef NATIVE_ARCHITECTURE
    const unsigned none = 0xffffffff;
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
#ifdef __x86_64__
        // The x32 numbers.
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
#endif
        REFUSE(SYS_io_uring_setup),
        REFUSE(deny_sockets ? SYS_socket : none),
        REFUSE(deny_truncate ? SYS_truncate : none),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { sizeof code / sizeof *code, code };
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0 && deny_sockets)
        fail_start("cannot refuse the network", "");
#else
    (void)deny_sockets, (void)deny_truncate;
#endif
}
