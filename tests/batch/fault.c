/* Preloaded into the program by check-faults: whoever parses a form that asks for it comes to harm, as a fault of
 * the program or a hostile form would bring it. The form says how in a comment of its own. */
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What libxml2 declares; its headers are not needed for that. */
void *xmlCtxtReadMemory(void *context, const char *bytes, int size, const char *address,
    const char *encoding, int options);

static int asks(const char *bytes, int size, const char *for_what) {
    return memmem(bytes, (size_t)size, for_what, strlen(for_what)) != NULL;
}

void *xmlCtxtReadMemory(void *context, const char *bytes, int size, const char *address,
    const char *encoding, int options) {
    void *(*real)(void *, const char *, int, const char *, const char *, int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "xmlCtxtReadMemory");
    if (asks(bytes, size, "<!--plante-->"))
        raise(SIGSEGV);
    if (asks(bytes, size, "<!--s'arrête-->"))
        _exit(0);
    while (asks(bytes, size, "<!--n'en finit pas-->"))
        pause();
    /* All that there is: what is asked for next fails. */
    for (size_t step = (size_t)64 << 20; asks(bytes, size, "<!--prend tout-->") && step > 16;)
        if (malloc(step) == NULL)
            step /= 2;
    return real(context, bytes, size, address, encoding, options);
}
