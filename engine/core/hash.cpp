#include "engine/core/hash.hpp"

#include <xxhash.h>
#ifdef __x86_64__
#include <xxh_x86dispatch.h>  // the same hashes, by the widest vectors that the machine has
#endif

#include <array>
#include <cstdio>
#include <new>

namespace gongjian::core {

struct Hash::State {
  State() : xxh(XXH3_createState()) {
    if (xxh == nullptr) throw std::bad_alloc();
    XXH3_64bits_reset(xxh);
  }
  ~State() { XXH3_freeState(xxh); }
  XXH3_state_t* xxh;
};

Hash::Hash() : state_(std::make_unique<State>()) {}
Hash::~Hash() = default;

void Hash::add(const void* bytes, std::size_t size) {
  if (size != 0) XXH3_64bits_update(state_->xxh, bytes, size);
}

std::uint64_t Hash::digest() const { return XXH3_64bits_digest(state_->xxh); }

std::uint64_t hash_of(const void* bytes, std::size_t size) { return XXH3_64bits(bytes, size); }

std::string to_hex(std::uint64_t hash) {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
  return text.data();
}

}  // namespace gongjian::core
