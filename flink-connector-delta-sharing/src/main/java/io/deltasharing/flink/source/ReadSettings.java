/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import io.deltasharing.flink.credentials.RefreshPolicy;
import io.deltasharing.flink.sharing.AccessChoice;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.source.enumerator.DiscoverySettings;
import io.deltasharing.flink.storage.S3Options;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.RowType;

/**
 * What a source was asked to do. It travels with the job graph, so it holds where the profile is;
 * what is in it only if it was given inline.
 *
 * @param tableName share.schema.table
 * @param rowType the rows to produce
 * @param assumedLifetime of credentials whose expiry the server does not say
 */
@Internal
public record ReadSettings(
    ProfileReference profile,
    String tableName,
    AccessChoice accessChoice,
    RowType rowType,
    DiscoverySettings discovery,
    RefreshPolicy refreshPolicy,
    Duration assumedLifetime,
    S3Options s3)
    implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  SharedTableName table() {
    return SharedTableName.parse(tableName);
  }

  public ReadSettings withRowType(RowType newRowType) {
    return new ReadSettings(
        profile,
        tableName,
        accessChoice,
        newRowType,
        discovery,
        refreshPolicy,
        assumedLifetime,
        s3);
  }
}
