/* The floor of a full build: write the files of a finished site, and nothing else.
 *
 * writer SITE OUT: read every file of SITE into memory, then start the clock, make the folders of OUT (which must
 * not exist) and write the files, then print the seconds of wall and of CPU that making and writing took.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct entry { char *path; char *data; size_t size; };
static struct entry *entries;
static size_t count, room, skipped;

static int remember(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)at;
    if (count == room && !(entries = realloc(entries, (room = room * 2 + 1024) * sizeof *entries)))
        err(3, "memory");
    struct entry *each = &entries[count++];
    each->path = strdup(path + skipped);
    each->data = NULL;
    each->size = 0;
    if (kind != FTW_F)
        return 0;
    int file = open(path, O_RDONLY);
    each->size = (size_t)info->st_size;
    each->data = malloc(each->size + 1);
    if (file < 0 || !each->data || read(file, each->data, each->size) != (ssize_t)each->size)
        err(3, "%s", path);
    close(file);
    return 0;
}

static double seconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        errx(2, "usage: writer SITE OUT");
    skipped = strlen(argv[1]);
    if (nftw(argv[1], remember, 64, FTW_PHYS))
        err(3, "%s", argv[1]);
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    char path[4096];
    for (size_t at = 0; at < count; at++) {
        snprintf(path, sizeof path, "%s%s", argv[2], entries[at].path);
        if (!entries[at].data) {
            if (mkdir(path, 0777))
                err(3, "%s", path);
            continue;
        }
        int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0666);
        if (file < 0 || write(file, entries[at].data, entries[at].size) != (ssize_t)entries[at].size)
            err(3, "%s", path);
        close(file);
    }
    printf("%.6f %.6f\n", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - cpu);
    return 0;
}
