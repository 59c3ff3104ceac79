/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.benchmarks.trial;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where tables are shared from.
 *
 * @param profile the file with endpoint and token
 * @param store the S3 endpoint
 * @param counters where the server tells what it was asked
 */
public record Shared(Path profile, URI store, URI counters) {}
