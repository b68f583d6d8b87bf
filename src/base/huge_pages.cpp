#include "base/huge_pages.h"

#ifdef FASTIDIOUS_MIMALLOC
#include <mimalloc.h>
#endif

namespace fastidious {

void prefer_huge_pages() {
#ifdef FASTIDIOUS_MIMALLOC
  mi_option_enable(mi_option_large_os_pages);
#endif
}

}  // namespace fastidious
