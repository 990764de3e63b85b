// Preloaded into the program, so that what it does to a folder's files fails, comes short or is its last: it stands
// before the calls of the C library that change files, counts those on regular files and folders under one folder, and
// does one thing at the one that it is told. It takes orders from the environment, and gives none on to children:
//
//   FAULTS_FOLDER  absolute; what lies elsewhere is left alone
//   FAULTS_RECORD  a file, elsewhere, that gets a line "NUMBER CALL PATH" for each call counted, and "fault" before
//                  the line at which something was done
//   FAULTS_AT      number of the call, from 1 (of the writes alone with kinds `short` and `killed_half`)
//   FAULTS_KIND    `fails:ERRNO` once · `fails_on:ERRNO` from then on · `short`: writes half of the bytes ·
//                  `killed_before`, `killed_half` (of the bytes are written), `killed_after` the call ·
//                  `signal:NUMBER` to itself before the call · `clock:SECONDS`: the clock of the day jumps ·
//                  `waits:FILE` before the call, having created FILE, until FILE is gone
//
// Calls go to the kernel directly, since those that the C library makes of itself can't be stood before.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum class Kind { none, fails, fails_on, is_short, killed_before, killed_half, killed_after, signal, clock, waits };

constexpr std::array<std::pair<std::string_view, Kind>, 9> kKinds{{{"fails", Kind::fails},
                                                                   {"fails_on", Kind::fails_on},
                                                                   {"short", Kind::is_short},
                                                                   {"killed_before", Kind::killed_before},
                                                                   {"killed_half", Kind::killed_half},
                                                                   {"killed_after", Kind::killed_after},
                                                                   {"signal", Kind::signal},
                                                                   {"clock", Kind::clock},
                                                                   {"waits", Kind::waits}}};

// What the environment orders.
struct Orders {
  std::string folder, file;
  int record = -1;
  long at = 0;
  Kind kind = Kind::none;
  long detail = 0;

  Orders() {
    const auto take = [](const char* name) {
      const char* value = std::getenv(name);
      const std::string text = value != nullptr ? value : "";
      ::unsetenv(name);
      return text;
    };
    ::unsetenv("LD_PRELOAD");
    folder = take("FAULTS_FOLDER") + "/";
    const std::string path = take("FAULTS_RECORD"), kind_text = take("FAULTS_KIND");
    at = std::atol(take("FAULTS_AT").c_str());
    record = static_cast<int>(
        ::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666));
    const std::size_t colon = std::min(kind_text.find(':'), kind_text.size());
    for (const auto& [name, value] : kKinds)
      if (name == std::string_view(kind_text).substr(0, colon)) kind = value;
    if (colon < kind_text.size()) file = kind_text.substr(colon + 1);
    detail = std::atol(file.c_str());
  }
};

const Orders& orders() {
  static const Orders* const all = new Orders;  // used to the very end of the process
  return *all;
}
__attribute__((constructor)) void read_orders() { orders(); }

std::mutex mutex;
long calls = 0, writes = 0;
std::atomic<bool> failing = false;
std::atomic<long> clock_offset = 0;
std::array<std::string, 1024> paths;  // of what is open under the folder, by descriptor

// Where a path leads from, if that is under the folder; else empty. Paths are the program's own, without "..".
std::string under_folder(const char* path) {
  std::string text = path;
  if (!text.starts_with('/')) {
    char folder[PATH_MAX];
    if (::syscall(SYS_getcwd, folder, sizeof folder) < 0) return {};
    text = std::string(folder) + "/" + text;
  }
  return text.starts_with(orders().folder) || text + "/" == orders().folder ? text : std::string();
}

std::string path_of(int descriptor) {
  const std::lock_guard lock(mutex);
  return descriptor >= 0 && descriptor < static_cast<int>(paths.size()) ? paths[static_cast<std::size_t>(descriptor)]
                                                                        : std::string();
}

void set_path(long descriptor, const std::string& path) {
  const std::lock_guard lock(mutex);
  if (descriptor >= 0 && descriptor < static_cast<long>(paths.size()))
    paths[static_cast<std::size_t>(descriptor)] = path;
}

void record(const std::string& line) { ::syscall(SYS_write, orders().record, line.data(), line.size()); }

[[noreturn]] void die() {
  ::kill(::getpid(), SIGKILL);
  for (;;) ::pause();
}

void wait_while_there(const std::string& file) {
  ::syscall(SYS_close, ::syscall(SYS_openat, AT_FDCWD, file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666));
  while (::syscall(SYS_faccessat, AT_FDCWD, file.c_str(), F_OK) == 0) ::usleep(2000);
}

// Counts a call, and says what is to be done with it: nothing, or that it fails (errno is set), or is_short,
// killed_half or killed_after.
Kind count(const char* call, const std::string& path, bool is_write) {
  Kind now = Kind::none;
  {
    const std::lock_guard lock(mutex);
    ++calls;
    writes += is_write;
    const bool of_writes = orders().kind == Kind::is_short || orders().kind == Kind::killed_half;
    if ((!of_writes || is_write) && (of_writes ? writes : calls) == orders().at) now = orders().kind;
    record((now != Kind::none ? "fault\n" : "") + std::to_string(calls) + " " + call + " " + path + "\n");
  }
  if (now == Kind::fails_on) failing = true;
  if (now == Kind::fails || failing) {
    errno = static_cast<int>(orders().detail);
    return Kind::fails;
  }
  if (now == Kind::killed_before) die();
  if (now == Kind::signal) ::kill(::getpid(), static_cast<int>(orders().detail));
  if (now == Kind::clock) clock_offset = orders().detail;
  if (now == Kind::waits) wait_while_there(orders().file);
  return now;
}

// A call on a path or descriptor, `path` being empty where it concerns none under the folder.
template <class Call>
long stand_before(const char* name, const std::string& path, const Call& call) {
  if (path.empty()) return call();
  const Kind now = count(name, path, false);
  if (now == Kind::fails) return -1;
  const long result = call();
  if (now == Kind::killed_after) die();
  return result;
}

// A write of `bytes`; `call` writes so many of them.
template <class Call>
ssize_t stand_before_write(const char* name, int descriptor, std::size_t bytes, const Call& call) {
  const std::string path = path_of(descriptor);
  if (path.empty()) return call(bytes);
  const Kind now = count(name, path, true);
  if (now == Kind::fails) return -1;
  const bool half = now == Kind::is_short || now == Kind::killed_half;
  const ssize_t result = call(half ? std::max<std::size_t>(bytes / 2, now == Kind::is_short) : bytes);
  if (now == Kind::killed_half || now == Kind::killed_after) die();
  return result;
}

int open_at(int folder, const char* path, int flags, mode_t mode) {
  const auto call = [&] { return ::syscall(SYS_openat, folder, path, flags, mode); };
  const bool changes = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0;
  const std::string under = under_folder(path);
  const long descriptor = changes ? stand_before("open", under, call) : call();
  // a folder is opened to be forced onto the disk
  if (descriptor >= 0 && (changes || (flags & O_DIRECTORY) != 0)) set_path(descriptor, under);
  return static_cast<int>(descriptor);
}

mode_t mode_in(int flags, std::va_list arguments) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(arguments, mode_t) : 0;
}

using Fopen = FILE* (*)(const char*, const char*);

FILE* open_stream(const char* symbol, const char* path, const char* mode) {
  const auto real = reinterpret_cast<Fopen>(::dlsym(RTLD_NEXT, symbol));
  if (std::strpbrk(mode, "wa+") == nullptr) return real(path, mode);
  const std::string under = under_folder(path);
  FILE* stream = nullptr;
  stand_before("open", under, [&]() -> long {
    stream = real(path, mode);
    return stream != nullptr ? 0 : -1;
  });
  if (stream != nullptr) set_path(::fileno(stream), under);
  return stream;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  std::va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_in(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}
int open64(const char* path, int flags, ...) __attribute__((alias("open")));
int openat64(int folder, const char* path, int flags, ...) __attribute__((alias("openat")));

FILE* fopen(const char* path, const char* mode) { return open_stream("fopen", path, mode); }
FILE* fopen64(const char* path, const char* mode) { return open_stream("fopen64", path, mode); }

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return stand_before_write("write", descriptor, size,
                            [&](std::size_t n) { return ::syscall(SYS_write, descriptor, bytes, n); });
}
ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  return stand_before_write("pwrite", descriptor, size,
                            [&](std::size_t n) { return ::syscall(SYS_pwrite64, descriptor, bytes, n, offset); });
}
ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off_t offset) __attribute__((alias("pwrite")));
ssize_t writev(int descriptor, const iovec* pieces, int number) {
  std::size_t size = 0;
  for (int i = 0; i < number; ++i) size += pieces[i].iov_len;
  return stand_before_write("writev", descriptor, size, [&](std::size_t n) -> ssize_t {
    if (n == size) return ::syscall(SYS_writev, descriptor, pieces, number);
    std::vector<char> bytes;
    for (int i = 0; i < number; ++i) {
      const char* const from = static_cast<const char*>(pieces[i].iov_base);
      bytes.insert(bytes.end(), from, from + pieces[i].iov_len);
    }
    return ::syscall(SYS_write, descriptor, bytes.data(), n);
  });
}

int ftruncate(int descriptor, off_t size) {
  return static_cast<int>(
      stand_before("ftruncate", path_of(descriptor), [&] { return ::syscall(SYS_ftruncate, descriptor, size); }));
}
int ftruncate64(int descriptor, off_t size) __attribute__((alias("ftruncate")));
int fsync(int descriptor) {
  return static_cast<int>(stand_before("fsync", path_of(descriptor), [&] { return ::syscall(SYS_fsync, descriptor); }));
}
int fdatasync(int descriptor) {
  return static_cast<int>(
      stand_before("fdatasync", path_of(descriptor), [&] { return ::syscall(SYS_fdatasync, descriptor); }));
}
// Locks are among the calls counted: what happens between opening a file and locking it matters.
int fcntl(int descriptor, int operation, ...) {
  std::va_list arguments;
  va_start(arguments, operation);
  void* const argument = va_arg(arguments, void*);
  va_end(arguments);
  const bool locks = operation == F_OFD_SETLK || operation == F_SETLK;
  return static_cast<int>(stand_before("lock", locks ? path_of(descriptor) : std::string(),
                                       [&] { return ::syscall(SYS_fcntl, descriptor, operation, argument); }));
}
int fcntl64(int descriptor, int operation, ...) __attribute__((alias("fcntl")));
int close(int descriptor) {
  const std::string path = path_of(descriptor);
  set_path(descriptor, {});
  // one that fails has closed all the same
  const auto call = [&] { return ::syscall(SYS_close, descriptor); };
  const long result = stand_before("close", path, call);
  if (result != 0 && !path.empty()) {
    const int error = errno;
    call();
    errno = error;
  }
  return static_cast<int>(result);
}

int rename(const char* from, const char* to) {
  return static_cast<int>(stand_before("rename", under_folder(to),
                                       [&] { return ::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0); }));
}
int link(const char* from, const char* to) {
  return static_cast<int>(
      stand_before("link", under_folder(to), [&] { return ::syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0); }));
}
int unlink(const char* path) {
  return static_cast<int>(
      stand_before("unlink", under_folder(path), [&] { return ::syscall(SYS_unlinkat, AT_FDCWD, path, 0); }));
}
int rmdir(const char* path) {
  return static_cast<int>(
      stand_before("rmdir", under_folder(path), [&] { return ::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR); }));
}
int remove(const char* path) {
  return static_cast<int>(stand_before("remove", under_folder(path), [&]() -> long {
    const long result = ::syscall(SYS_unlinkat, AT_FDCWD, path, 0);
    return result != 0 && errno == EISDIR ? ::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR) : result;
  }));
}
int mkdir(const char* path, mode_t mode) {
  return static_cast<int>(
      stand_before("mkdir", under_folder(path), [&] { return ::syscall(SYS_mkdirat, AT_FDCWD, path, mode); }));
}

int clock_gettime(clockid_t clock, timespec* now) {
  const int result = static_cast<int>(::syscall(SYS_clock_gettime, clock, now));
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += clock_offset;
  return result;
}
time_t time(time_t* now) {
  timespec exact{};
  clock_gettime(CLOCK_REALTIME, &exact);
  if (now != nullptr) *now = exact.tv_sec;
  return exact.tv_sec;
}

}  // extern "C"
