/* What Debian's wine lacks and Windows has: the source of randomness of Rust's hash maps,
 * in the place of bcryptprimitives.dll. For the tests alone. */
#include <windows.h>

#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) {
  return RtlGenRandom(data, (ULONG)length);
}
