#include "batch_progress.h"

#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
    BAR_WIDTH = 24,    /* columns, at most */
    USUAL_WIDTH = 80,  /* columns of a terminal that does not tell */
    SHOW_EVERY = 200,  /* milliseconds */
    LINE_EVERY = 1000, /* forms */
};

static int64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void batch_progress_begin(struct progress *progress, size_t total) {
    const char *kind = getenv("TERM");
    *progress = (struct progress){.total = total, .start = now()};
    progress->terminal = isatty(STDERR_FILENO) && kind != NULL && strcmp(kind, "dumb") != 0;
}

static size_t done_now(const struct progress *progress) {
    return progress->made + progress->refused + progress->failed + progress->kept;
}

/* Forms in a second. */
static double rate(const struct progress *progress) {
    int64_t passed = now() - progress->start;
    return passed > 0 ? (double)done_now(progress) * 1000.0 / (double)passed : 0;
}

static void write_rate(char *text, size_t size, double rate) {
    snprintf(text, size, rate < 10 ? "%.1f" : "%.0f", rate);
    char *point = strchr(text, '.');
    if (point != NULL)
        *point = ',';
}

/* « 2 min 05 s » */
static void write_duration(char *text, size_t size, double seconds) {
    unsigned long whole = seconds < 1e7 ? (unsigned long)(seconds + 0.5) : 9999999;
    if (whole < 60)
        snprintf(text, size, "%lu s", whole);
    else if (whole < 3600)
        snprintf(text, size, "%lu min %02lu s", whole / 60, whole % 60);
    else
        snprintf(text, size, "%lu h %02lu min", whole / 3600, whole / 60 % 60);
}

/* The last column stays free: some terminals begin a new line when it is filled. */
static size_t terminal_room(void) {
    struct winsize size;
    bool told = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return (told ? size.ws_col : USUAL_WIDTH) - 1u;
}

/* Bytes of a UTF-8 text that take so many columns at most; *used gets how many they take. */
static size_t fitting(const char *text, size_t columns, size_t *used) {
    size_t length = 0;
    *used = 0;
    while (text[length] != '\0' && *used < columns) {
        length++;
        while ((text[length] & 0xC0) == 0x80)
            length++;
        ++*used;
    }
    return length;
}

static void write_numbers(const struct progress *progress, size_t done, char *text, size_t size) {
    double speed = rate(progress);
    char rate_text[32];
    char left[48] = "…";
    write_rate(rate_text, sizeof rate_text, speed);
    if (speed > 0)
        write_duration(left, sizeof left, (double)(progress->total - done) / speed);
    snprintf(text, size, "%zu / %zu, refusés\u00A0: %zu, %s/s, reste %s", done, progress->total,
        progress->refused + progress->failed + progress->kept, rate_text, left);
}

/* The numbers go before the bar, which takes what is left of the line. */
static void show_bar(const struct progress *progress) {
    char numbers[256];
    size_t used = 0;
    size_t done = progress->left + done_now(progress);
    size_t room = terminal_room();
    write_numbers(progress, done, numbers, sizeof numbers);
    size_t length = fitting(numbers, room, &used);
    size_t left = room - used > 3 ? room - used - 3 : 0;
    size_t width = left < BAR_WIDTH ? left : BAR_WIDTH;
    size_t full = progress->total > 0 ? done * width / progress->total : width;
    fprintf(stderr, "\r\033[K%s", width > 0 ? "[" : "");
    for (size_t i = 0; i < width; i++)
        fputs(i < full ? "█" : "·", stderr);
    fprintf(stderr, "%s%.*s", width > 0 ? "] " : "", (int)length, numbers);
}

static void show_line(const struct progress *progress) {
    char rate_text[32];
    write_rate(rate_text, sizeof rate_text, rate(progress));
    fprintf(stderr, "%zu sur %zu, refusés\u00A0: %zu (%s par seconde).\n",
        progress->left + done_now(progress), progress->total,
        progress->refused + progress->failed + progress->kept, rate_text);
}

void batch_progress_show(struct progress *progress) {
    int64_t moment = now();
    if (progress->terminal && moment - progress->shown >= SHOW_EVERY) {
        show_bar(progress);
        progress->shown = moment;
    } else if (!progress->terminal && done_now(progress) / LINE_EVERY > progress->since_line) {
        progress->since_line = done_now(progress) / LINE_EVERY;
        show_line(progress);
    }
}

void batch_progress_clear(struct progress *progress) {
    if (progress->terminal)
        fputs("\r\033[K", stderr);
    progress->shown = 0;
}

static void add_count(const char *word, size_t count) {
    if (count > 0)
        fprintf(stderr, "\u202F; %s\u00A0: %zu", word, count);
}

void batch_progress_end(struct progress *progress, const char *report) {
    char duration[48];
    batch_progress_clear(progress);
    write_duration(duration, sizeof duration, (double)(now() - progress->start) / 1000.0);
    fprintf(stderr, "Formulaires\u00A0: %zu", progress->total);
    add_count("imprimés", progress->made);
    add_count("déjà faits", progress->left);
    add_count("refusés", progress->refused);
    add_count("en panne", progress->failed);
    add_count("laissés intacts", progress->kept);
    add_count("reçus deux fois", progress->twice);
    fprintf(stderr, "\u202F; durée\u00A0: %s.\n", duration);
    output_say("Rapport : %s\n", report);
}
