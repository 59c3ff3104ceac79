/* SPDX-License-Identifier: Apache-2.0 */
@NullMarked
package io.deltasharing.flink.e2e.process;

import org.jspecify.annotations.NullMarked;
