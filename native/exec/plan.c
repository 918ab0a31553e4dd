// The plan comes over standard input, before the command's own: never on a command line, which everybody can read.
#include "ouro-exec.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void words_add(struct words *words, char *word)
{
    words->at = realloc(words->at, (words->count + 2) * sizeof *words->at);
    if (!words->at)
        abort();
    words->at[words->count++] = word;
    words->at[words->count] = NULL;
}

static bool read_exactly(int fd, void *into, size_t count)
{
    for (char *at = into; count > 0;) {
        ssize_t got = read(fd, at, count);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        count -= (size_t)got;
    }
    return true;
}

static bool take(struct plan *plan, const char *key, char *value)
{
    struct { const char *key; struct words *words; } lists[] = {
        { "arg", &plan->arguments }, { "env", &plan->environment }, { "rw", &plan->writable },
        { "ro", &plan->readable }, { "tmp-var", &plan->temporaries },
    };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (!strcmp(key, lists[i].key))
            return words_add(lists[i].words, value), true;

    struct { const char *key; bool *flag; } flags[] = {
        { "wrapped", &plan->wrapped }, { "confined", &plan->confined },
        { "network", &plan->network }, { "no-namespaces", &plan->no_namespaces },
    };
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (!strcmp(key, flags[i].key))
            return *flags[i].flag = true;

    if (!strcmp(key, "parent")) plan->parent = (pid_t)atol(value);
    else if (!strcmp(key, "wall")) plan->wall_ms = atol(value);
    else if (!strcmp(key, "grace")) plan->grace_ms = atol(value);
    else if (!strcmp(key, "processes")) plan->processes = atol(value);
    else if (!strcmp(key, "memory")) plan->memory = atoll(value);
    else if (!strcmp(key, "file")) plan->file_size = atoll(value);
    else if (!strcmp(key, "floor")) plan->free_floor = atoll(value);
    else if (!strcmp(key, "chdir")) plan->directory = value;
    else if (!strcmp(key, "tmp")) plan->temporary_base = value;
    else return false;
    return true;
}

// Bubblewrap, or who waits for our own namespace, and the first process inside.
long plan_processes_of_wrapper(const struct plan *plan)
{
    return plan->wrapped || (plan->confined && !plan->no_namespaces) ? 2 : 0;
}

// A length in four bytes (little endian), then key\0value\0 pairs.
bool plan_read(int fd, struct plan *plan)
{
    uint32_t length;
    if (!read_exactly(fd, &length, sizeof length) || length == 0 || length > (64u << 20))
        return false;
    char *text = malloc(length);
    if (!text || !read_exactly(fd, text, length) || text[length - 1] != '\0')
        return false;

    *plan = (struct plan){ .wall_ms = -1, .processes = -1, .memory = -1, .file_size = -1, .free_floor = -1 };
    for (char *at = text, *end = text + length; at < end;) {
        char *key = at, *value = key + strlen(key) + 1;
        if (value >= end || !take(plan, key, value))
            return false;
        at = value + strlen(value) + 1;
    }
    return plan->arguments.count > 0;
}
