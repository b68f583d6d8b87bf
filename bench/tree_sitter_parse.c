// Parses files with tree-sitter-python, to compare with. parse_against.py builds this at run time
// against the C sources that npm carries.
//
//   tree_sitter_parse LIST    LIST: a file of paths, one a line
//
// Reads all files, prints "ready", then for each line on standard input parses all of them once and
// prints the nanoseconds it took.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

const TSLanguage *tree_sitter_python(void);

struct file {
  char *text;
  size_t size;
};

static struct file read_file(const char *path) {
  struct file file = {NULL, 0};
  FILE *stream = fopen(path, "rb");
  if (stream == NULL) {
    perror(path);
    exit(2);
  }
  fseek(stream, 0, SEEK_END);
  file.size = (size_t)ftell(stream);
  rewind(stream);
  file.text = malloc(file.size + 1);
  if (fread(file.text, 1, file.size, stream) != file.size) {
    perror(path);
    exit(2);
  }
  fclose(stream);
  return file;
}

static struct file *read_all(const char *list, size_t *count) {
  struct file *files = NULL;
  struct file paths = read_file(list);
  paths.text[paths.size] = '\0';
  *count = 0;
  for (char *path = strtok(paths.text, "\n"); path != NULL; path = strtok(NULL, "\n")) {
    files = realloc(files, (*count + 1) * sizeof(struct file));
    files[(*count)++] = read_file(path);
  }
  return files;
}

static long long parse_all(TSParser *parser, const struct file *files, size_t count) {
  struct timespec begin, end;
  clock_gettime(CLOCK_MONOTONIC, &begin);
  for (size_t i = 0; i < count; ++i) {
    TSTree *tree = ts_parser_parse_string(parser, NULL, files[i].text, (uint32_t)files[i].size);
    ts_tree_delete(tree);
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  return (end.tv_sec - begin.tv_sec) * 1000000000LL + (end.tv_nsec - begin.tv_nsec);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: %s LIST\n", argv[0]);
    return 2;
  }
  size_t count = 0;
  struct file *files = read_all(argv[1], &count);
  TSParser *parser = ts_parser_new();
  if (!ts_parser_set_language(parser, tree_sitter_python())) {
    fprintf(stderr, "the grammar does not fit the library\n");
    return 2;
  }
  setvbuf(stdout, NULL, _IOLBF, 0);
  puts("ready");
  for (int byte = getchar(); byte != EOF; byte = getchar()) {
    if (byte == '\n') {
      printf("%lld\n", parse_all(parser, files, count));
    }
  }
  return 0;
}
