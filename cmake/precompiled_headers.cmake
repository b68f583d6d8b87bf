# What nearly every source includes is parsed once: of a build without a compiler cache this saves
# almost half. Other builds do without, and notice where a source does not include what it uses.
set(FASTIDIOUS_PRECOMPILED_HEADERS
    <algorithm> <array> <charconv> <cstdint> <cstring> <filesystem> <functional> <iterator> <map>
    <memory> <optional> <set> <span> <string> <string_view> <tuple> <unordered_map> <unordered_set>
    <utility> <variant> <vector>
    <fmt/format.h> <rules/rule.h> <semantic/model.h>)

function(fastidious_precompile_headers target)
  if(FASTIDIOUS_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${FASTIDIOUS_PRECOMPILED_HEADERS})
  endif()
endfunction()

# For what links `target` and is compiled alike.
function(fastidious_reuse_precompiled_headers user target)
  if(FASTIDIOUS_PRECOMPILE)
    target_precompile_headers(${user} REUSE_FROM ${target})
  endif()
endfunction()
