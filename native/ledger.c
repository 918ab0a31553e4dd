/*
 * Counts what tree-sitter allocates, per thread, so that a parse can be ended before hostile input eats the machine.
 * A parse allocates and frees on one thread; only the difference over one parse means anything.
 */
#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "tree_sitter/api.h"

/* The cheapest way to reach a variable of a thread; it costs eight of the few bytes set aside for late libraries. */
static _Thread_local int64_t held __attribute__((tls_model("initial-exec")));

static void *entered(void *block, size_t size) {
  if (block == NULL && size > 0) {
    fprintf(stderr, "ouro: no memory left for a parse (%zu bytes were asked for)\n", size);
    abort();
  }
  held += (int64_t)malloc_usable_size(block);
  return block;
}

static void *ledger_malloc(size_t size) { return entered(malloc(size), size); }

static void *ledger_calloc(size_t count, size_t size) { return entered(calloc(count, size), count * size); }

static void *ledger_realloc(void *block, size_t size) {
  held -= (int64_t)malloc_usable_size(block);
  return entered(realloc(block, size), size);
}

static void ledger_free(void *block) {
  held -= (int64_t)malloc_usable_size(block);
  free(block);
}

/* Must come before any other call, because a block is to be freed by the allocator that made it. */
void ouro_ledger_open(void) { ts_set_allocator(ledger_malloc, ledger_calloc, ledger_realloc, ledger_free); }

/* Bytes this thread holds; negative where it freed what another allocated. */
int64_t ouro_ledger_held(void) { return held; }

/* Gives freed pages back to the system: after a parse of hundreds of megabytes the allocator would keep them. */
void ouro_ledger_trim(void) { malloc_trim(0); }
