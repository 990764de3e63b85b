// A result file that is complete or not there. Bytes go to "<path>.part"; only publish() gives the file its
// name, so whatever bears the final name is whole.
//
// A process killed at any moment leaves a .part that reads plainly up to the last commit(): what lies behind
// the end of the last commit goes straight to the disk, where nothing refers to it yet; what changes before
// that end is held in memory, in pages, until the next commit.
//
// A disk that fails does not throw in the middle of a library that could not undo its steps: the first failure
// is remembered, whatever is written after it vanishes, and check() reports it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "engine/core/error.hpp"

namespace gongjian::io {

// A file that must not be overwritten stands there. What to do about it depends on who asked, and is for them to say.
class FileExists : public core::UserError {
  using UserError::UserError;
};

// Throws FileExists where `path` exists and `force` is not given.
void refuse_existing(const std::string& path, bool force);

// Throws core::UserError: "could not write <path>: <reason>", which is that of errno.
[[noreturn]] void throw_disk_error(const std::string& path, int error);

// Whether a process is writing the file at `path` as the .part of an OutputFile.
bool is_being_written(const std::string& path);

// Whether the file at `path` is still the one that was opened.
bool is_same_file(int descriptor, const std::string& path);

// Creates a folder in one that exists, unless it is there already. Throws core::UserError where that can't be.
void create_folder(const std::string& path);

// Writes a whole file at once. Throws as OutputFile.
void write_whole(const std::string& path, std::string_view bytes);

class OutputFile {
 public:
  // Creates "<path>.part" (or with another ending), emptying one that a killed run has left. Throws core::UserError
  // where `path` is a folder, where its folder is missing or not writable, and where another process is writing the
  // same file.
  explicit OutputFile(std::string path, const std::string& ending = ".part");
  // Removes the .part, unless published or kept.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  const std::string& path() const { return path_; }
  std::uint64_t size() const { return size_; }

  // `count` bytes at `offset` bytes from the beginning. Never throw for the disk's sake: see check().
  void write(std::uint64_t offset, const void* bytes, std::size_t count);
  void read(std::uint64_t offset, void* bytes, std::size_t count);
  void resize(std::uint64_t size);

  // Brings what is held to the disk: first `header_size` bytes at the beginning, then page by page from the
  // end to the beginning.
  void commit(std::size_t header_size);

  // Throws core::UserError with the reason, and removes the .part, if the disk has failed.
  void check();
  // Whatever is written from now on vanishes.
  void abandon() { vanish_ = true; }
  // Leaves the .part behind when destroyed without publish().
  void keep() { keep_ = true; }
  // Forces the bytes onto the disk and gives the file its name, replacing an earlier one, which is kept under the
  // name `previous` where one is given. There is a file of this name all the while, but where a file system has no hard
  // links: then there is a moment at which only the previous one has a name. Throws as check().
  void publish(const std::string& previous = {});

 private:
  static constexpr std::size_t kPage = 4096;
  using Page = std::array<char, kPage>;

  void fail(int error);
  void keep_as(const std::string& previous);
  bool extend();
  void write_to_disk(std::uint64_t offset, const char* bytes, std::size_t count);
  void read_from_disk(std::uint64_t offset, char* bytes, std::size_t count);
  void remove_part();

  std::string path_;
  std::string part_;
  int descriptor_ = -1;
  int error_ = 0;  // errno of the first failure
  bool vanish_ = false;
  bool keep_ = false;
  std::uint64_t size_ = 0;
  std::uint64_t held_below_ = 0;        // changes before this offset wait for commit(); a multiple of kPage
  std::map<std::uint64_t, Page> held_;  // by number of page
};

}  // namespace gongjian::io
