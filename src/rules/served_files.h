#pragma once
// Which files what an image starts may come to.

#include <vector>

#include "rules/delivery_check.h"

namespace fastidious::rules {

// By FileId: whether the server of the image, or where that cannot be told an application that is
// served, imports the file, be it in a function. All files where there is neither.
std::vector<bool> files_served_by(const DeliveryCheck& check, const deploy::Image& image);

}  // namespace fastidious::rules
