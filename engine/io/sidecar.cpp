#include "engine/io/sidecar.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"

namespace gongjian::io {

void write_sidecar(const std::string& path, const RunFacts& facts) {
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  nlohmann::ordered_json object;
  object["command_line"] = facts.command_line;
  object["host"] = host;
  object["cores"] = std::thread::hardware_concurrency();
  object["threads"] = facts.threads;
  object["setup_seconds"] = facts.setup_seconds;
  object["seconds"] = facts.seconds;
  object["compiler"] = __VERSION__;
#ifdef NDEBUG
  object["build"] = "release";
#else
  object["build"] = "debug";
#endif
  const std::string sidecar = std::filesystem::path(path).replace_extension(".run.json").string();
  std::ofstream file(sidecar);
  file << object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) << "\n";
  file.close();
  if (!file)
    throw core::UserError(
        core::say("{}: could not be written; the log itself is complete", "{}: 无法写入；日志本身是完整的", sidecar));
}

}  // namespace gongjian::io
