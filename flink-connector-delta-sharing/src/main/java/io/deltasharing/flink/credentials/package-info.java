/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Credentials of storage locations: hold, expire, refresh, scope. Knows the JDK and nothing else.
 */
@NullMarked
package io.deltasharing.flink.credentials;

import org.jspecify.annotations.NullMarked;
