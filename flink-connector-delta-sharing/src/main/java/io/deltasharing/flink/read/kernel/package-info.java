/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Reads data files by Kernel's own Parquet reader: it knows every type, and it is slow. The oracle
 * that faster readers are held against, and the fall-back for what they do not decode.
 */
@NullMarked
package io.deltasharing.flink.read.kernel;

import org.jspecify.annotations.NullMarked;
