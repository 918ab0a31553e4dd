/* The C library's own throughput: parses files given by name, all in memory before the clock starts.
 *   baseline <symbol> <passes> <file>…     prints the nanoseconds of processor time of the best pass */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tree_sitter/api.h"

typedef const TSLanguage *(*Grammar)(void);

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 5) return 64;
  void *library = dlopen(argv[1], RTLD_NOW);
  Grammar grammar = library ? (Grammar)dlsym(library, argv[2]) : NULL;
  if (!grammar) return fprintf(stderr, "%s\n", dlerror()), 69;

  int files = argc - 4;
  char **texts = calloc(files, sizeof *texts);
  long *lengths = calloc(files, sizeof *lengths);
  for (int i = 0; i < files; i++) {
    FILE *file = fopen(argv[i + 4], "rb");
    if (!file) return perror(argv[i + 4]), 66;
    fseek(file, 0, SEEK_END);
    lengths[i] = ftell(file);
    rewind(file);
    texts[i] = malloc(lengths[i] + 1);
    if (fread(texts[i], 1, lengths[i], file) != (size_t)lengths[i]) return 66;
    fclose(file);
  }

  TSParser *parser = ts_parser_new();
  if (!ts_parser_set_language(parser, grammar())) return 69;
  long long best = -1;
  int broken = 0;
  for (int pass = 0; pass < atoi(argv[3]); pass++) {
    long long start = now();
    broken = 0;
    for (int i = 0; i < files; i++) {
      TSTree *tree = ts_parser_parse_string(parser, NULL, texts[i], (uint32_t)lengths[i]);
      broken += ts_node_has_error(ts_tree_root_node(tree));
      ts_tree_delete(tree);
    }
    long long took = now() - start;
    if (best < 0 || took < best) best = took;
  }

  printf("%lld %d\n", best, broken);
  return 0;
}
