/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.credentials;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which credential opens which file: that of the location which is the longest prefix of the
 * file's. Immutable.
 */
public final class CredentialScope {
  private final List<CredentialHolder> longestFirst;

  public CredentialScope(List<CredentialHolder> holders) {
    longestFirst =
        holders.stream()
            .sorted(
                Comparator.comparingInt(
                        (CredentialHolder holder) -> holder.location().path().length())
                    .reversed())
            .toList();
  }

  /**
   * The holder of the credential for a file.
   *
   * @throws OutOfScopeException if the file lies outside every location that was shared
   */
  public CredentialHolder holderOf(StorageLocation file) {
    return longestFirst.stream()
        .filter(holder -> holder.location().contains(file))
        .findFirst()
        .orElseThrow(
            () ->
                new OutOfScopeException(
                    "'"
                        + file
                        + "' lies outside the shared locations "
                        + longestFirst.stream()
                            .map(holder -> holder.location().toString())
                            .collect(Collectors.joining(", "))
                        + ": it is not read. Tell the table's provider that its log names it."));
  }

  public List<CredentialHolder> holders() {
    return longestFirst;
  }
}
