/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import java.time.Instant;
import java.util.Optional;

/**
 * Temporary credentials for one location of a table, and the times needed to judge how long they
 * live.
 *
 * @param location the directory they open; the table's root if none was asked for
 * @param expirationTime by the <em>server's</em> clock, and not always the truth; empty if the
 *     server does not say
 * @param receivedAt by the <em>local</em> clock
 * @param serverDate the server's clock when it answered, in whole seconds
 */
public record TemporaryCredentials(
    Optional<String> location,
    CloudCredential credential,
    Optional<Instant> expirationTime,
    Instant receivedAt,
    Optional<Instant> serverDate) {}
