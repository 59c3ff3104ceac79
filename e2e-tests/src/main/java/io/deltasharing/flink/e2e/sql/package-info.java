/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How statements reach a cluster: by SQL gateway, SQL client, or a program where those are missing.
 */
@NullMarked
package io.deltasharing.flink.e2e.sql;

import org.jspecify.annotations.NullMarked;
