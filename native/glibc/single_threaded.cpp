// libstdc++'s headers read this variable of glibc 2.32 to count references without atomics in a program of
// one thread. A definition of our own, which no other library sees, keeps the addon from needing that glibc;
// 0 means that there may be threads.
#ifdef __linux__
extern "C" __attribute__((visibility("hidden"))) char __libc_single_threaded;
char __libc_single_threaded = 0;
#endif
