/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharingCallTest {

  @ParameterizedTest
  @CsvSource({
    "GET, shares, LIST_SHARES",
    "GET, shares/schemas, GET_SHARE",
    "GET, shares/s/schemas, LIST_SCHEMAS",
    "GET, shares/s/all-tables, LIST_ALL_TABLES",
    "GET, shares/s/schemas/c/tables, LIST_TABLES",
    "GET, shares/s/schemas/c/tables/t/version, TABLE_VERSION",
    "GET, shares/s/schemas/c/tables/t/metadata, TABLE_METADATA",
    "POST, shares/s/schemas/c/tables/t/query, TABLE_QUERY",
    "GET, shares/s/schemas/c/tables/t/changes, TABLE_CHANGES",
    "POST, shares/s/schemas/c/tables/t/temporary-table-credentials, TEMPORARY_CREDENTIALS",
    "GET, shares/s/schemas/c/tables/t/temporary-table-credentials, UNKNOWN_ENDPOINT",
    "POST, shares, UNKNOWN_ENDPOINT",
    "GET, shares/s/schemas/c/tables/t, UNKNOWN_ENDPOINT",
    "GET, nothing, UNKNOWN_ENDPOINT"
  })
  void tellsEndpointsApart(String method, String path, RequestKind kind) {
    assertThat(SharingCall.kind(method, Splitter.on('/').splitToList(path))).isEqualTo(kind);
  }
}
