#pragma once
// What people wrote about the repository, and where: READMEs, pages, sites of documentation.

#include <vector>

#include "deploy/manifests.h"
#include "deploy/repository_files.h"

namespace fastidious::deploy {

// The README in the root, else the one next to it; null if there is none.
const TextFile* main_readme(const Manifests& manifests);

// Whether there is a site of documentation, made here (MkDocs, Sphinx, Docusaurus, … or several
// pages below docs/) or linked in a README: what is not read may say anything.
bool has_documentation_site(const Manifests& manifests, const RepositoryFiles& files);

}  // namespace fastidious::deploy
