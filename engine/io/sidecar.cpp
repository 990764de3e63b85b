#include "engine/io/sidecar.hpp"

#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "engine/core/error.hpp"
#include "engine/core/say.hpp"
#include "engine/io/output_file.hpp"

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
  try {
    write_whole(sidecar, object.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
  } catch (const core::UserError& error) {
    throw core::UserError(core::say("{}; the log itself is complete", "{}；日志本身是完整的", error.message()));
  }
}

}  // namespace gongjian::io
