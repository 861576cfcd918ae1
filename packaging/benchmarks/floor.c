/*
 * What the work costs at least: the same bytes made as durable by a C program that decides nothing.
 *
 *   floor files ETC                   writes the four account files once: a file beside each, fsync, rename, directory
 *   floor homes ETC HOME SKEL N UID   the same, and N homes with the skeleton: staged, one syncfs, renamed into place
 *   floor await ACCOUNT HOME          waits until the account and its home can be used; prints the time in nanoseconds
 *   floor locked ETC                  waits until somebody has locked the account files and let them go again
 *
 * "files", "homes" and "locked" print how many microseconds it took: no start of a process is in it.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char *const FILES[] = {"group", "gshadow", "shadow", "passwd"};
enum { MOST_ENTRIES = 64 };

struct entry {
    char name[256];
    char *content;
    size_t size;
    mode_t mode;
};

static struct entry skeleton[MOST_ENTRIES];
static int entries;

static void die(const char *what) {
    perror(what);
    exit(1);
}

static long long nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static char *content_of(int directory, const char *name, struct stat *stat) {
    int fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, stat) != 0) die(name);
    char *content = malloc((size_t)stat->st_size + 1);
    if (!content || read(fd, content, (size_t)stat->st_size) != stat->st_size) die(name);
    close(fd);
    return content;
}

static void write_account_file(int etc, const char *name) {
    struct stat stat;
    char *content = content_of(etc, name, &stat);
    char draft[64];
    snprintf(draft, sizeof draft, ".%s.floor", name);
    int fd = openat(etc, draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, content, (size_t)stat.st_size) != stat.st_size) die(draft);
    if (fchown(fd, stat.st_uid, stat.st_gid) != 0 || fchmod(fd, stat.st_mode & 07777) != 0 || fsync(fd) != 0) die(draft);
    close(fd);
    if (renameat(etc, draft, etc, name) != 0) die(name);
    free(content);
}

static void write_account_files(const char *directory) {
    int etc = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (etc < 0) die(directory);
    for (int i = 0; i < 4; i++) write_account_file(etc, FILES[i]);
    if (fsync(etc) != 0) die(directory);
    close(etc);
}

/* Regular files of the skeleton's top: what Debian's has. */
static void read_skeleton(const char *path) {
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *listing = fdopendir(dup(directory));
    if (directory < 0 || !listing) die(path);
    for (struct dirent *found; (found = readdir(listing)) && entries < MOST_ENTRIES;) {
        if (found->d_type != DT_REG) continue;
        struct entry *entry = &skeleton[entries++];
        struct stat stat;
        snprintf(entry->name, sizeof entry->name, "%s", found->d_name);
        entry->content = content_of(directory, found->d_name, &stat);
        entry->size = (size_t)stat.st_size;
        entry->mode = stat.st_mode & 0777;
    }
    closedir(listing);
    close(directory);
}

static void make_home(int stage, const char *name, uid_t uid) {
    if (mkdirat(stage, name, 0700) != 0) die(name);
    int home = openat(stage, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (home < 0) die(name);
    for (int i = 0; i < entries; i++) {
        int fd = openat(home, skeleton[i].name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (fd < 0 || write(fd, skeleton[i].content, skeleton[i].size) != (ssize_t)skeleton[i].size) die(name);
        if (fchown(fd, uid, uid) != 0 || fchmod(fd, skeleton[i].mode) != 0) die(name);
        close(fd);
    }
    if (fchown(home, uid, uid) != 0 || fchmod(home, 0750) != 0) die(name);
    close(home);
}

static void make_homes(const char *path, long count, uid_t first) {
    int base = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (base < 0 || mkdirat(base, ".floor", 0700) != 0) die(path);
    int stage = openat(base, ".floor", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (stage < 0) die(path);
    char name[32];
    for (long i = 0; i < count; i++) {
        snprintf(name, sizeof name, "floor-%ld", i);
        make_home(stage, name, first + (uid_t)i);
    }
    if (syncfs(base) != 0) die(path);
    for (long i = 0; i < count; i++) {
        snprintf(name, sizeof name, "floor-%ld", i);
        if (renameat2(stage, name, base, name, RENAME_NOREPLACE) != 0) die(name);
    }
    if (fsync(base) != 0 || unlinkat(base, ".floor", AT_REMOVEDIR) != 0) die(path);
}

static void await(const char *account, const char *home) {
    while (access(home, F_OK) != 0) usleep(1000);
    long long now = nanos(CLOCK_REALTIME);
    FILE *accounts = fopen("/etc/passwd", "r");
    if (!accounts) die("/etc/passwd");
    struct passwd *found = NULL;
    while ((found = fgetpwent(accounts)) && strcmp(found->pw_name, account) != 0) {}
    if (!found) die(account);
    printf("%lld\n", now);
}

/* From the lock of shadow-utils to its removal: all that happens to the account files happens in between. */
static long long locked(const char *directory) {
    int events = inotify_init1(IN_CLOEXEC);
    if (events < 0 || inotify_add_watch(events, directory, IN_CREATE | IN_DELETE) < 0) die(directory);
    long long begin = 0;
    for (;;) {
        char buffer[4096] __attribute__((aligned(8)));
        ssize_t size = read(events, buffer, sizeof buffer);
        if (size < 0) die(directory);
        long long now = nanos(CLOCK_MONOTONIC);
        for (char *at = buffer; at < buffer + size;) {
            struct inotify_event *event = (struct inotify_event *)at;
            at += sizeof *event + event->len;
            if (strcmp(event->name, "passwd.lock") != 0) continue;
            if (event->mask & IN_CREATE) begin = now;
            if (event->mask & IN_DELETE && begin != 0) return now - begin;
        }
    }
}

int main(int count, char **words) {
    long long begin = nanos(CLOCK_MONOTONIC);
    if (count == 3 && !strcmp(words[1], "files")) {
        write_account_files(words[2]);
    } else if (count == 7 && !strcmp(words[1], "homes")) {
        read_skeleton(words[4]);
        write_account_files(words[2]);
        make_homes(words[3], atol(words[5]), (uid_t)atol(words[6]));
    } else if (count == 3 && !strcmp(words[1], "locked")) {
        printf("%lld\n", locked(words[2]) / 1000);
        return 0;
    } else if (count == 4 && !strcmp(words[1], "await")) {
        await(words[2], words[3]);
        return 0;
    } else {
        fprintf(stderr, "floor: see the comment at the top of floor.c\n");
        return 2;
    }
    printf("%lld\n", (nanos(CLOCK_MONOTONIC) - begin) / 1000);
    return 0;
}
