// Included before every source file on Linux. Binds the functions that glibc gave a newer version after 2.28
// to the version that 2.28 has, so that an addon built on a new system loads wherever LibTorch does. The
// functions are the same: the dl and pthread ones moved into libc.so (2.34), the mathematical ones set errno
// in another way (2.29). tests/setup/portable.test.ts fails when a library needs a symbol that is missing
// here.
#pragma once

#ifdef __linux__

#if defined(__x86_64__)
#define COTRAIN_OLDEST_GLIBC "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define COTRAIN_OLDEST_GLIBC "GLIBC_2.17"
#endif

#ifdef COTRAIN_OLDEST_GLIBC
#define COTRAIN_BIND(name) __asm__(".symver " #name ", " #name "@" COTRAIN_OLDEST_GLIBC)
COTRAIN_BIND(dladdr);
COTRAIN_BIND(dlclose);
COTRAIN_BIND(dlerror);
COTRAIN_BIND(dlopen);
COTRAIN_BIND(dlsym);
COTRAIN_BIND(pthread_create);
COTRAIN_BIND(pthread_join);
COTRAIN_BIND(pthread_once);
COTRAIN_BIND(exp);
COTRAIN_BIND(exp2);
COTRAIN_BIND(log);
COTRAIN_BIND(log2);
COTRAIN_BIND(pow);
#undef COTRAIN_BIND
// std::condition_variable::wait, which libstdc++ gave a newer version in GCC 12.
#define COTRAIN_WAIT "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE"
__asm__(".symver " COTRAIN_WAIT ", " COTRAIN_WAIT "@GLIBCXX_3.4.11");
#undef COTRAIN_WAIT
#endif

#endif
