#pragma once
// libgit2, loaded when it is first asked: linked in the ordinary way it would add 2 ms to the start
// of every command, most of which have no use for it.

#include <git2.h>

namespace fastidious::repo {

// The functions in use, named as in libgit2 without "git_".
struct Libgit2 {
  decltype(&git_libgit2_init) libgit2_init;
  decltype(&git_libgit2_opts) libgit2_opts;
  decltype(&git_error_last) error_last;
  decltype(&git_repository_open_ext) repository_open_ext;
  decltype(&git_repository_workdir) repository_workdir;
  decltype(&git_repository_head_unborn) repository_head_unborn;
  decltype(&git_repository_free) repository_free;
  decltype(&git_revparse_single) revparse_single;
  decltype(&git_reference_name_to_id) reference_name_to_id;
  decltype(&git_reference_foreach_name) reference_foreach_name;
  decltype(&git_merge_base) merge_base;
  decltype(&git_object_id) object_id;
  decltype(&git_object_free) object_free;
  decltype(&git_commit_lookup) commit_lookup;
  decltype(&git_commit_tree) commit_tree;
  decltype(&git_commit_free) commit_free;
  decltype(&git_tree_free) tree_free;
  decltype(&git_diff_tree_to_index) diff_tree_to_index;
  decltype(&git_diff_tree_to_workdir_with_index) diff_tree_to_workdir_with_index;
  decltype(&git_diff_index_to_workdir) diff_index_to_workdir;
  decltype(&git_diff_find_similar) diff_find_similar;
  decltype(&git_diff_foreach) diff_foreach;
  decltype(&git_diff_free) diff_free;
  decltype(&git_blob_lookup) blob_lookup;
  decltype(&git_blob_rawcontent) blob_rawcontent;
  decltype(&git_blob_rawsize) blob_rawsize;
  decltype(&git_blob_free) blob_free;
  decltype(&git_repository_commondir) repository_commondir;
  decltype(&git_repository_odb) repository_odb;
  decltype(&git_odb_free) odb_free;
  decltype(&git_odb_foreach) odb_foreach;
  decltype(&git_odb_read_header) odb_read_header;
  decltype(&git_odb_read) odb_read;
  decltype(&git_odb_object_data) odb_object_data;
  decltype(&git_odb_object_size) odb_object_size;
  decltype(&git_odb_object_free) odb_object_free;
  decltype(&git_commit_author) commit_author;
  decltype(&git_commit_parent) commit_parent;
  decltype(&git_tree_walk) tree_walk;
  decltype(&git_tree_id) tree_id;
  decltype(&git_tree_lookup) tree_lookup;
  decltype(&git_tree_entrycount) tree_entrycount;
  decltype(&git_tree_entry_byindex) tree_entry_byindex;
  decltype(&git_tree_entry_type) tree_entry_type;
  decltype(&git_tree_entry_name) tree_entry_name;
  decltype(&git_tree_entry_id) tree_entry_id;
  decltype(&git_blame_file) blame_file;
  decltype(&git_blame_get_hunk_byline) blame_get_hunk_byline;
  decltype(&git_blame_free) blame_free;

  // The library, initialised; null if this machine does not have the version we were built for.
  static const Libgit2* instance();
};

}  // namespace fastidious::repo
