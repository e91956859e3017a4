/* Records what a process writes to files below $ALLIANCE_RECORD_BELOW, and when it has it put on the disk, in
 * $ALLIANCE_RECORD. Each record: a letter, a place, two lengths, a path, bytes.
 *
 *   W path place bytes   written        T path place   cut to so many bytes       S path   on the disk (file or folder)
 *   C path               created        U path         removed                    R path new-path   renamed
 *   A bytes              told on standard output or error
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int where(int fd, char *path) {
    char link[64];
    const char *below = getenv("ALLIANCE_RECORD_BELOW");
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = below ? readlink(link, path, PATH_MAX - 1) : -1;
    if (n < 0) return 0;
    path[n] = 0;
    return strncmp(path, below, strlen(below)) == 0;
}

static void note(char what, const char *path, int64_t place, const void *bytes, int64_t length) {
    const char *log = getenv("ALLIANCE_RECORD");
    if (!log) return;
    int fd = REAL(open)(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return;
    int64_t head[4] = {what, place, (int64_t)strlen(path), length};
    struct iovec parts[3] = {{head, sizeof head}, {(void *)path, strlen(path)}, {(void *)bytes, length}};
    if (writev(fd, parts, length ? 3 : 2) < 0) abort();
    REAL(close)(fd);
}

static int wanted(const char *path, char *full) {
    const char *below = getenv("ALLIANCE_RECORD_BELOW");
    char folder[PATH_MAX], resolved[PATH_MAX];
    if (!below || strlen(path) >= PATH_MAX) return 0;
    strcpy(folder, path);
    char *slash = strrchr(folder, '/');
    const char *name = slash ? slash + 1 : path;
    name = path + (name - (slash ? folder : path));
    if (slash) *slash = 0;
    if (!realpath(slash ? (*folder ? folder : "/") : ".", resolved)) return 0;
    if (snprintf(full, PATH_MAX, "%s/%s", resolved, name) >= PATH_MAX) return 0;
    return strncmp(full, below, strlen(below)) == 0;
}

#define OPEN(name)                                                                                                   \
    int name(const char *path, int flags, ...) {                                                                     \
        mode_t mode = 0;                                                                                             \
        char full[PATH_MAX];                                                                                         \
        if (flags & (O_CREAT | O_TMPFILE)) {                                                                         \
            va_list rest;                                                                                            \
            va_start(rest, flags);                                                                                   \
            mode = va_arg(rest, mode_t);                                                                             \
            va_end(rest);                                                                                            \
        }                                                                                                            \
        int fresh = (flags & O_CREAT) && access(path, F_OK) != 0;                                                    \
        int fd = REAL(name)(path, flags, mode);                                                                      \
        if (fd >= 0 && (fresh || (flags & O_TRUNC)) && wanted(path, full))                                           \
            note(fresh ? 'C' : 'T', full, 0, "", 0);                                                                 \
        return fd;                                                                                                   \
    }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset)                                                                                         \
    ssize_t name(int fd, const void *bytes, size_t length, offset place) {                                           \
        char path[PATH_MAX];                                                                                         \
        ssize_t done = REAL(name)(fd, bytes, length, place);                                                         \
        if (done > 0 && where(fd, path)) note('W', path, place, bytes, done);                                        \
        return done;                                                                                                 \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
    char path[PATH_MAX];
    int told = fd == 1 || fd == 2, ours = !told && where(fd, path);
    int append = ours && (fcntl(fd, F_GETFL) & O_APPEND);
    off_t place = append ? lseek(fd, 0, SEEK_END) : ours ? lseek(fd, 0, SEEK_CUR) : 0;
    if (told) note('A', "", 0, bytes, length);
    ssize_t done = REAL(write)(fd, bytes, length);
    if (done > 0 && ours) note('W', path, place, bytes, done);
    return done;
}

#define SYNC(name)                                                                                                   \
    int name(int fd) {                                                                                               \
        char path[PATH_MAX];                                                                                         \
        int done = REAL(name)(fd);                                                                                   \
        if (done == 0 && where(fd, path)) note('S', path, 0, "", 0);                                                 \
        return done;                                                                                                 \
    }
SYNC(fsync)
SYNC(fdatasync)

#define TRUNCATE(name, offset)                                                                                       \
    int name(int fd, offset place) {                                                                                 \
        char path[PATH_MAX];                                                                                         \
        int done = REAL(name)(fd, place);                                                                            \
        if (done == 0 && where(fd, path)) note('T', path, place, "", 0);                                             \
        return done;                                                                                                 \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
    char full[PATH_MAX];
    int ours = wanted(path, full), done = REAL(unlink)(path);
    if (done == 0 && ours) note('U', full, 0, "", 0);
    return done;
}

int rename(const char *old, const char *new) {
    char full[PATH_MAX], to[PATH_MAX];
    int ours = wanted(old, full) && wanted(new, to), done = REAL(rename)(old, new);
    if (done == 0 && ours) note('R', full, 0, to, strlen(to));
    return done;
}
