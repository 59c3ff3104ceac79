/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.util.Optional;

/**
 * A share as a server lists it.
 *
 * @param id stays the same when the share is renamed; not every server gives one
 */
public record Share(String name, Optional<String> id) {}
