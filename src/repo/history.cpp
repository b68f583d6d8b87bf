#include "repo/history.h"

#include <tbb/enumerable_thread_specific.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <memory>
#include <unordered_set>

#include "base/parallel_for.h"
#include "repo/git_repository.h"
#include "repo/holders.h"
#include "repo/object_links.h"
#include "repo/object_memory.h"
#include "repo/pack_texts.h"
#include "repo/reach.h"

namespace fastidious::repo {

// An open repository and what it stores.
struct Database {
  OpenRepository repository;
  ObjectDatabase objects;
};

namespace {

namespace fs = std::filesystem;

// Objects outside of packs, or that were left by those who read these, that one thread reads in a
// row.
constexpr std::size_t kBlock = 256;
ObjectName name_of(const git_oid& id) {
  ObjectName name;
  std::memcpy(name.data(), id.id, name.size());
  return name;
}

using Names = ObjectNames;

git_oid id_of(const ObjectName& name) {
  git_oid id;
  std::memcpy(id.id, name.data(), name.size());
  return id;
}

std::string hexadecimal(const git_oid& id) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : id.id) {
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

std::string date_of(const git_signature* author) {
  using std::chrono::days;
  using std::chrono::seconds;
  if (author == nullptr) return {};
  const std::chrono::sys_seconds when{seconds(author->when.time + author->when.offset * 60)};
  const std::chrono::year_month_day day{std::chrono::floor<days>(when)};
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

Result<Database, GitError> open_database(const std::string& root) {
  Result<OpenRepository, GitError> opened = open_around(root);
  if (!opened) return opened.error();
  git_odb* objects = nullptr;
  if (git().repository_odb(&objects, opened->repository.get()) != 0) return broken();
  return Database{std::move(*opened), ObjectDatabase(objects)};
}

std::string objects_folder(const Database& database) {
  return std::string(git().repository_commondir(database.repository.repository.get())) + "objects/";
}

std::vector<std::string> index_paths(const std::string& objects) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator at(objects + "pack", error), end; !error && at != end;
       at.increment(error)) {
    if (at->path().extension() == ".idx") paths.push_back(at->path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The packs of a repository, without those of others that it borrows from.
Packs open_packs(const Database& database) {
  Packs packs;
  std::size_t left = limits::kMaxGitObjects;
  for (const std::string& path : index_paths(objects_folder(database))) {
    std::unique_ptr<Pack> pack = Pack::open(path, left);
    if (pack == nullptr) continue;
    left -= pack->entries().size();
    packs.push_back(std::move(pack));
  }
  return packs;
}

// Objects that have a file of their own: "12/34…", the forty digits of their name.
std::vector<ObjectName> loose_objects(const std::string& objects) {
  std::vector<ObjectName> all;
  std::error_code error;
  for (int byte = 0; byte < 256; ++byte) {
    char digits[3];
    std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned>(byte));
    for (fs::directory_iterator at(objects + digits, error), end;
         !error && at != end && all.size() < limits::kMaxGitObjects; at.increment(error)) {
      ObjectName name;
      if (read_name(digits + at->path().filename().string(), name)) all.push_back(name);
    }
  }
  return all;
}

// Reads all objects that are not remembered.
class Reading {
 public:
  Reading(const HistoryQuery& query, const HistoryJudge& judge, ObjectMemory& memory)
      : query_(query), judge_(judge), memory_(memory) {}

  // The objects of interest; sets what `scan` counts.
  Names run(Database& database, const Packs& packs, const Reach& reach, HistoryScan& scan) {
    plan(packs, reach);
    Names found;
    read_packs(found, scan);
    list(database, packs, scan);
    read_others(found, scan);
    return found;
  }

 private:
  struct Worker {
    explicit Worker(Result<Database, GitError> opened) : database(std::move(opened)) {}
    Result<Database, GitError> database;
    std::vector<ObjectName> found;
    std::uint64_t read = 0, too_large = 0, broken = 0;
  };

  // The files of the packs that references lead to and that are not remembered.
  void plan(const Packs& packs, const Reach& reach) {
    for (std::size_t i = 0; i < packs.size(); ++i) {
      PackPlan& plan = plans_.emplace_back(*packs[i]);
      const auto entries = packs[i]->entries();
      for (std::uint32_t j = 0; j < entries.size(); ++j) {
        if (entries[j].kind == Pack::Kind::File && reach.has(i, j) &&
            !memory_.holds(entries[j].name)) {
          plan.want(j);
        }
      }
    }
  }

  void read_packs(Names& found, HistoryScan& scan) {
    walk_packs(
        plans_, [this] { return std::make_unique<TextWalk>(judge_, query_.max_bytes, memory_); },
        [&](const TextWalk& walk) {
          found.insert(walk.found().begin(), walk.found().end());
          scan.objects_read += walk.objects_read();
          scan.objects_too_large += walk.objects_too_large();
        });
  }

  // What is left for libgit2: of the packs what was not settled, and what is in none of them.
  void list(Database& database, const Packs& packs, HistoryScan& scan) {
    for (const PackPlan& plan : plans_) {
      for (std::uint32_t i = 0; i < plan.pack().entries().size(); ++i) {
        if (!plan.is_settled(i)) unread_.push_back(plan.pack().entries()[i].name);
      }
    }
    const std::string folder = objects_folder(database);
    std::vector<ObjectName> others;
    if (packs.size() < index_paths(folder).size() || fs::exists(folder + "info/alternates")) {
      list_all(database, others, scan);
      std::erase_if(others, [this](const ObjectName& name) { return is_in_pack(name); });
    } else {
      others = loose_objects(folder);
    }
    unread_.insert(unread_.end(), others.begin(), others.end());
    std::erase_if(unread_, [this, &scan](const ObjectName& name) {
      const bool is_remembered = memory_.holds(name);
      scan.objects_remembered += is_remembered;
      return is_remembered;
    });
    // They may come twice.
    Names seen;
    std::erase_if(unread_, [&](const ObjectName& name) { return !seen.insert(name).second; });
  }

  static void list_all(Database& database, std::vector<ObjectName>& all, HistoryScan& scan) {
    const auto take = [](const git_oid* id, void* names) {
      auto& taken = *static_cast<std::vector<ObjectName>*>(names);
      taken.push_back(name_of(*id));
      return taken.size() < limits::kMaxGitObjects ? 0 : 1;
    };
    if (git().odb_foreach(database.objects.get(), take, &all) == 0) return;
    scan.problem = all.size() < limits::kMaxGitObjects
                       ? broken().detail
                       : "more than " + std::to_string(limits::kMaxGitObjects) + " objects";
  }

  bool is_in_pack(const ObjectName& name) const {
    return std::any_of(plans_.begin(), plans_.end(), [&name](const PackPlan& plan) {
      return plan.pack().find(name) != Pack::kNone;
    });
  }

  void read_others(Names& found, HistoryScan& scan) {
    if (unread_.empty()) return;
    tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers(
        [this] { return std::make_unique<Worker>(open_database(query_.root)); });
    const std::size_t blocks = (unread_.size() + kBlock - 1) / kBlock;
    parallel_for(blocks, [&](std::size_t i) { look_at_block(i * kBlock, *workers.local()); });
    for (const auto& worker : workers) {
      found.insert(worker->found.begin(), worker->found.end());
      scan.objects_read += worker->read;
      scan.objects_too_large += worker->too_large;
      scan.objects_broken += worker->broken;
    }
  }

  void look_at_block(std::size_t first, Worker& worker) {
    const std::size_t end = std::min(first + kBlock, unread_.size());
    for (std::size_t i = first; i < end; ++i) look_at(unread_[i], worker);
  }

  void look_at(const ObjectName& name, Worker& worker) {
    if (!worker.database) return;
    git_odb* objects = worker.database->objects.get();
    const git_oid id = id_of(name);
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git().odb_read_header(&size, &type, objects, &id) != 0) {
      ++worker.broken;
      return;
    }
    if (type != GIT_OBJECT_BLOB) return memory_.add(name);
    if (size > query_.max_bytes) {
      ++worker.too_large;
      return;
    }
    git_odb_object* raw = nullptr;
    if (git().odb_read(&raw, objects, &id) != 0) {
      ++worker.broken;
      return;
    }
    const RawObject object(raw);
    ++worker.read;
    const std::string_view text{static_cast<const char*>(git().odb_object_data(raw)), size};
    if (!is_binary(text) && judge_(text, {&text, 1}) == Interest::Some) {
      worker.found.push_back(name);
    } else {
      memory_.add(name);
    }
  }

  const HistoryQuery& query_;
  const HistoryJudge& judge_;
  ObjectMemory& memory_;
  std::vector<PackPlan> plans_;
  std::vector<ObjectName> unread_;
};

// Looks through the commits, oldest first, and notes which of them brought a text of interest.
class Tracing {
 public:
  Tracing(Database& database, const Names& wanted, Holders& holders, HistoryScan& scan)
      : repository_(database.repository.repository.get()),
        prefix_(database.repository.prefix),
        wanted_(wanted),
        holders_(holders),
        scan_(scan) {}

  void run(const std::vector<Reach::CommitAndFolder>& commits) {
    for (const Reach::CommitAndFolder& one : commits) {
      if (holders_.may_hold_more(one.folder) && !visited_.contains(one.folder)) {
        look_at(id_of(one.commit));
      }
    }
    finish();
  }

 private:
  void fail() {
    if (scan_.problem.empty()) scan_.problem = broken().detail;
  }

  void look_at(const git_oid& id) {
    git_commit* raw = nullptr;
    if (git().commit_lookup(&raw, repository_, &id) != 0) return fail();
    const Commit commit(raw);
    git_tree* tree = nullptr;
    if (git().commit_tree(&tree, raw) != 0) return fail();
    commit_ = raw;
    commit_id_ = id;
    visit(Tree(tree), {}, 0);
  }

  // Each folder is visited once, in the first commit that has it as it is.
  void visit(const Tree& tree, const std::string& path, int depth) {
    if (!visited_.insert(name_of(*git().tree_id(tree.get()))).second) return;
    const std::size_t count = git().tree_entrycount(tree.get());
    for (std::size_t i = 0; i < count; ++i) {
      const git_tree_entry* entry = git().tree_entry_byindex(tree.get(), i);
      const git_oid* id = git().tree_entry_id(entry);
      const git_object_t type = git().tree_entry_type(entry);
      if (type == GIT_OBJECT_BLOB) {
        if (wanted_.contains(name_of(*id))) note(*id, path + git().tree_entry_name(entry));
      } else if (type == GIT_OBJECT_TREE && depth < limits::kMaxDirectoryDepth &&
                 !visited_.contains(name_of(*id)) && holders_.may_hold_more(name_of(*id))) {
        visit_below(*id, path + git().tree_entry_name(entry) + "/", depth);
      }
    }
  }

  void visit_below(const git_oid& id, const std::string& path, int depth) {
    git_tree* tree = nullptr;
    if (git().tree_lookup(&tree, repository_, &id) != 0) return fail();
    visit(Tree(tree), path, depth + 1);
  }

  void note(const git_oid& id, std::string_view path) {
    if (!path.starts_with(prefix_) || holders_.is_found(name_of(id))) return;
    holders_.set_found(name_of(id));
    scan_.texts.push_back({name_of(id), std::string(path.substr(prefix_.size())),
                           hexadecimal(commit_id_), date_of(git().commit_author(commit_)), false});
  }

  // Which of the texts HEAD has.
  void finish() {
    git_oid head;
    git_commit* raw = nullptr;
    if (scan_.texts.empty() || git().reference_name_to_id(&head, repository_, "HEAD") != 0 ||
        git().commit_lookup(&raw, repository_, &head) != 0) {
      return;
    }
    const Commit commit(raw);
    git_tree* tree = nullptr;
    if (git().commit_tree(&tree, raw) != 0) return;
    const Tree owned(tree);
    Names in_head;
    const auto take = [](const char*, const git_tree_entry* entry, void* names) {
      static_cast<Names*>(names)->insert(name_of(*git().tree_entry_id(entry)));
      return 0;
    };
    git().tree_walk(tree, GIT_TREEWALK_PRE, take, &in_head);
    for (HistoryText& text : scan_.texts) text.in_head = in_head.contains(text.object);
  }

  git_repository* repository_;
  const std::string& prefix_;
  const Names& wanted_;
  Holders& holders_;
  HistoryScan& scan_;
  Names visited_;  // folders
  git_commit* commit_ = nullptr;
  git_oid commit_id_{};
};

}  // namespace

namespace {

// Whether HEAD has the folder: a checkout or a build inside of another repository has no history.
bool is_tracked(const OpenRepository& opened) {
  if (opened.prefix.empty()) return true;
  git_object* raw = nullptr;
  const std::string name = "HEAD:" + opened.prefix.substr(0, opened.prefix.size() - 1);
  const bool found = git().revparse_single(&raw, opened.repository.get(), name.c_str()) == 0;
  const Object object(raw);
  return found;
}

}  // namespace

Result<HistoryScan, GitError> scan_history(const HistoryQuery& query, const HistoryJudge& judge) {
  Result<Database, GitError> database = open_database(query.root);
  if (!database) return database.error();
  if (!is_tracked(database->repository)) return GitError{GitProblem::NoRepository, {}};
  git().libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, limits::kMaxMappedPackBytes);
  // zlib's checksums tell what is damaged; to hash everything again would take a fifth of the time.
  git().libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  HistoryScan scan;
  ObjectMemory memory(query.memory, query.version);
  const Packs packs = open_packs(*database);
  Reach reach(database->repository.repository.get(), database->objects.get(), packs);
  reach.run();
  scan.commits = static_cast<std::uint32_t>(reach.commits());
  scan.is_shallow = reach.is_shallow();
  scan.problem = reach.problem();
  const Names found = Reading(query, judge, memory).run(*database, packs, reach, scan);
  if (!found.empty()) {
    Holders holders(packs, reach, found);
    Tracing(*database, found, holders, scan).run(reach.oldest_first());
  }
  return scan;
}

struct ObjectReader::Database {
  repo::Database opened;
};

ObjectReader::ObjectReader(const std::string& root) {
  Result<repo::Database, GitError> opened = open_database(root);
  if (opened) database_ = std::make_unique<Database>(Database{std::move(*opened)});
}

ObjectReader::~ObjectReader() = default;

std::string ObjectReader::text_of(const ObjectName& object) const {
  if (database_ == nullptr) return {};
  const git_oid id = id_of(object);
  git_odb_object* raw = nullptr;
  if (git().odb_read(&raw, database_->opened.objects.get(), &id) != 0) return {};
  const RawObject read(raw);
  return {static_cast<const char*>(git().odb_object_data(raw)), git().odb_object_size(raw)};
}

}  // namespace fastidious::repo
