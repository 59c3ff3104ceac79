/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A Delta Sharing server in one JVM: the sharing REST API, an S3 store that enforces the
 * credentials which the API vends, and real Delta tables to serve.
 */
@NullMarked
package io.deltasharing.embedded;

import org.jspecify.annotations.NullMarked;
