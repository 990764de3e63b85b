#include "engine/io/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const std::string& path, const core::Text& reason) {
  throw core::UserError(core::say("could not write {}: {}", "无法写入 {}：{}", path, reason));
}

// The folder that `path` lies in.
std::string folder_of(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path();
  return folder.empty() ? "." : folder.string();
}

// One writer at a time. The lock lies far behind the end, where it hinders no reader, and ends with the process.
struct flock writer_lock() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = off_t{1} << 62;
  lock.l_len = 1;
  return lock;
}

bool lock_for_writing(int descriptor) {
  struct flock lock = writer_lock();
  return ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0 || (errno != EAGAIN && errno != EACCES);
}

}  // namespace

void throw_disk_error(const std::string& path, int error) { refuse(path, core::reason_of(error)); }

bool is_same_file(int descriptor, const std::string& path) {
  struct stat opened {
  }, there{};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &there) == 0 && opened.st_ino == there.st_ino &&
         opened.st_dev == there.st_dev;
}

void create_folder(const std::string& path) {
  std::error_code failure;
  if (!fs::is_directory(folder_of(path), failure))
    refuse(path, core::say("there is no folder {}", "没有文件夹 {}", folder_of(path)));
  fs::create_directory(path, failure);
  if (failure) throw_disk_error(path, failure.value());
}

void refuse_existing(const std::string& path, bool force) {
  std::error_code ignored;
  if (!force && fs::exists(path, ignored))
    throw FileExists(core::say("{} exists already", "{} 已存在", path));
}

bool is_being_written(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe is not waited for
  if (descriptor < 0) return false;
  struct flock lock = writer_lock();
  const bool asked = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
  ::close(descriptor);
  return asked && lock.l_type != F_UNLCK;
}

void write_whole(const std::string& path, std::string_view bytes) {
  OutputFile file(path);
  file.write(0, bytes.data(), bytes.size());
  file.publish();
}

OutputFile::OutputFile(std::string path, const std::string& ending) : path_(std::move(path)), part_(path_ + ending) {
  std::error_code ignored;
  if (path_.empty()) throw core::UserError({"the name of the file to write is empty", "要写入的文件名为空"});
  if (fs::is_directory(path_, ignored)) refuse(path_, {"it is a folder; name a file", "这是文件夹；请指定文件"});
  if (fs::exists(path_, ignored) && !fs::is_regular_file(path_, ignored))
    refuse(path_, {"it is a device or the like; name a file", "这是设备之类；请指定普通文件"});
  if (!fs::is_directory(folder_of(path_), ignored))
    refuse(path_, core::say("there is no folder {}", "没有文件夹 {}", folder_of(path_)));
  descriptor_ = ::open(part_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (descriptor_ < 0) refuse(path_, core::reason_of(errno));
  // a process that has been writing it may have given it its final name since it was opened here
  if (!lock_for_writing(descriptor_) || !is_same_file(descriptor_, part_)) {
    ::close(descriptor_);
    refuse(path_, {"another process is writing it", "另一个进程正在写入"});
  }
  if (::ftruncate(descriptor_, 0) != 0) fail(errno);
  check();
}

OutputFile::~OutputFile() {
  if (descriptor_ < 0) return;
  if (keep_ && error_ == 0) ::close(descriptor_);
  else remove_part();
}

void OutputFile::write(std::uint64_t offset, const void* bytes, std::size_t count) {
  if (vanish_) return;
  const char* from = static_cast<const char*>(bytes);
  size_ = std::max(size_, offset + count);
  while (count > 0 && offset < held_below_) {
    const std::uint64_t number = offset / kPage;
    const std::size_t within = offset % kPage;
    const std::size_t step = std::min(count, kPage - within);
    const auto [page, is_new] = held_.try_emplace(number);
    if (is_new) read_from_disk(number * kPage, page->second.data(), kPage);
    std::memcpy(page->second.data() + within, from, step);
    offset += step;
    from += step;
    count -= step;
  }
  write_to_disk(offset, from, count);
}

void OutputFile::read(std::uint64_t offset, void* bytes, std::size_t count) {
  char* to = static_cast<char*>(bytes);
  read_from_disk(offset, to, count);
  const std::uint64_t end = offset + count;
  for (auto page = held_.lower_bound(offset / kPage); page != held_.end() && page->first * kPage < end; ++page) {
    const std::uint64_t begin = std::max(offset, page->first * kPage);
    const std::uint64_t stop = std::min(end, (page->first + 1) * kPage);
    std::memcpy(to + (begin - offset), page->second.data() + begin % kPage, stop - begin);
  }
}

void OutputFile::resize(std::uint64_t size) { size_ = size; }

void OutputFile::commit(std::size_t header_size) {
  // The file is as long as the header will say before the header says it.
  if (vanish_ || !extend()) return;
  if (const auto first = held_.find(0); first != held_.end())
    write_to_disk(0, first->second.data(), std::min(header_size, kPage));
  for (auto page = held_.rbegin(); page != held_.rend(); ++page) {
    const std::uint64_t begin = page->first * kPage;
    if (begin < size_) write_to_disk(begin, page->second.data(), std::min<std::uint64_t>(kPage, size_ - begin));
  }
  held_.clear();
  if (!vanish_ && ::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0) fail(errno);
  held_below_ = (size_ + kPage - 1) / kPage * kPage;
}

void OutputFile::check() {
  if (error_ == 0) return;
  remove_part();
  refuse(path_, core::reason_of(error_));
}

void OutputFile::publish(const std::string& previous) {
  if (!vanish_ && ::fsync(descriptor_) != 0) fail(errno);
  check();
  if (!previous.empty()) keep_as(previous);
  if (std::rename(part_.c_str(), path_.c_str()) != 0) {
    fail(errno);
    check();
  }
  ::close(std::exchange(descriptor_, -1));
  // The new name itself: some file systems can't sync a folder, and then do without.
  if (const int folder = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); folder >= 0) {
    ::fsync(folder);
    ::close(folder);
  }
}

void OutputFile::keep_as(const std::string& previous) {
  std::error_code ignored;
  if (!fs::exists(path_, ignored)) return;
  ::unlink(previous.c_str());
  if (::link(path_.c_str(), previous.c_str()) == 0 || std::rename(path_.c_str(), previous.c_str()) == 0) return;
  fail(errno);
  check();
}

void OutputFile::fail(int error) {
  if (error_ == 0) error_ = error;
  vanish_ = true;
}

bool OutputFile::extend() {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0 ||
      (static_cast<std::uint64_t>(status.st_size) < size_ && ::ftruncate(descriptor_, static_cast<off_t>(size_)) != 0))
    fail(errno);
  return !vanish_;
}

void OutputFile::write_to_disk(std::uint64_t offset, const char* bytes, std::size_t count) {
  while (count > 0 && !vanish_) {
    const ssize_t written = ::pwrite(descriptor_, bytes, count, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return fail(written < 0 ? errno : ENOSPC);
    offset += static_cast<std::uint64_t>(written);
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
}

void OutputFile::read_from_disk(std::uint64_t offset, char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t got = ::pread(descriptor_, bytes, count, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(errno);
    if (got <= 0) break;
    offset += static_cast<std::uint64_t>(got);
    bytes += got;
    count -= static_cast<std::size_t>(got);
  }
  std::memset(bytes, 0, count);  // behind the end there are zeros
}

void OutputFile::remove_part() {
  if (descriptor_ < 0) return;
  ::unlink(part_.c_str());
  ::close(std::exchange(descriptor_, -1));
}

}  // namespace gongjian::io
