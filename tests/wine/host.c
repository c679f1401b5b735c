/* A process of wine that runs Python, so that our Windows desk can ask wine's own libraries.
 *     wine64 host.exe.so LIBPYTHON SCRIPT...
 * Windows and Linux pass arguments in other registers: what Python calls goes through `calls`, what Windows
 * calls back goes through `backs`. Each function has one place, however often it is asked for; those of more than
 * six words would need more. */
#include <windef.h>
#include <winbase.h>
#include <winuser.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef uintptr_t word;
typedef word(__attribute__((ms_abi)) * theirs)(word, word, word, word, word, word);
typedef word (*ours)(word, word, word, word);
extern void *dlopen(const char *, int);
extern void *dlsym(void *, const char *);
extern int setenv(const char *, const char *, int);

#define CALL(n) \
    static word call##n(word a, word b, word c, word d, word e, word f) { return targets[n](a, b, c, d, e, f); }
#define BACK(n) \
    static word __attribute__((ms_abi)) back##n(word a, word b, word c, word d) { return hearers[n](a, b, c, d); }

static theirs targets[32];
static ours hearers[8];
CALL(0) CALL(1) CALL(2) CALL(3) CALL(4) CALL(5) CALL(6) CALL(7)
CALL(8) CALL(9) CALL(10) CALL(11) CALL(12) CALL(13) CALL(14) CALL(15)
CALL(16) CALL(17) CALL(18) CALL(19) CALL(20) CALL(21) CALL(22) CALL(23)
CALL(24) CALL(25) CALL(26) CALL(27) CALL(28) CALL(29) CALL(30) CALL(31)
BACK(0) BACK(1) BACK(2) BACK(3) BACK(4) BACK(5) BACK(6) BACK(7)
static void *const calls[] = {call0,  call1,  call2,  call3,  call4,  call5,  call6,  call7,
                              call8,  call9,  call10, call11, call12, call13, call14, call15,
                              call16, call17, call18, call19, call20, call21, call22, call23,
                              call24, call25, call26, call27, call28, call29, call30, call31};
static void *const backs[] = {back0, back1, back2, back3, back4, back5, back6, back7};

static void full(const char *what)
{
    fprintf(stderr, "host.c has no place left for %s\n", what);
    exit(70);
}

/* A function of Windows that Python may call; 0 where there is none. */
static void *resolve(const char *library, const char *name)
{
    static size_t used;
    size_t place = 0;
    HMODULE module = LoadLibraryA(library);
    theirs found = module ? (theirs)GetProcAddress(module, name) : 0;
    if (!found)
        return 0;
    while (place < used && targets[place] != found)
        place++;
    if (place == sizeof calls / sizeof *calls)
        full(name);
    if (place == used)
        targets[used++] = found;
    return calls[place];
}

/* A function of Python's that Windows may call. */
static void *heard(ours function)
{
    static size_t used;
    if (used == sizeof backs / sizeof *backs)
        full("another function that Windows calls back");
    hearers[used] = function;
    return backs[used++];
}

int main(int argc, char **argv)
{
    char told[256];
    void *python = dlopen(argv[1], 0x102); /* RTLD_NOW | RTLD_GLOBAL: Python's modules look for its symbols */
    int (*run)(int, char **) = python ? (int (*)(int, char **))dlsym(python, "Py_BytesMain") : 0;
    snprintf(told, sizeof told, "%zu %zu", (word)resolve, (word)heard);
    setenv("WINE_DOORS", told, 1);
    /* How the compiler for Windows lays out what we declare for ctypes: size, then offsets. */
    snprintf(told, sizeof told, "%zu %zu %zu %zu %zu %zu", sizeof(LASTINPUTINFO), offsetof(LASTINPUTINFO, dwTime),
             sizeof(MONITORINFO), offsetof(MONITORINFO, rcMonitor), offsetof(MONITORINFO, rcWork),
             offsetof(MONITORINFO, dwFlags));
    setenv("WINE_LAYOUT", told, 1);
    return run ? run(argc - 1, argv + 1) : 70;
}
