// The command's private temporary directory, removed whatever it did there.
#include "ouro-exec.h"

#include <errno.h>
#include <fts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *temporary_create(const char *base)
{
    char *path;
    if (asprintf(&path, "%s/ouro-XXXXXX", base) < 0)
        return NULL;
    return mkdtemp(path);
}

// fts neither recurses nor holds a descriptor per level: a million nested directories cost time, not the stack.
void temporary_remove(const char *path)
{
    char *roots[] = { (char *)path, NULL };
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_NOSTAT | FTS_XDEV, NULL);
    if (!walk)
        return;
    for (FTSENT *entry; (entry = fts_read(walk));) {
        if (entry->fts_info == FTS_D)
            chmod(entry->fts_accpath, 0700);
        else if (entry->fts_info == FTS_DP || entry->fts_info == FTS_DNR)
            rmdir(entry->fts_accpath);
        else
            unlink(entry->fts_accpath);
    }
    fts_close(walk);
}
