/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source.reader;

import io.deltasharing.flink.credentials.CredentialScope;
import io.deltasharing.flink.read.DataFileReader;
import io.deltasharing.flink.source.event.AccessGrant;

/**
 * A table's files, open for reading with the credentials of a scope.
 *
 * @param reader opens single files
 * @param storage closed with the reader attempt
 */
public record TableFiles(DataFileReader reader, AutoCloseable storage) {

  /** Opens files once access was granted; runs on the fetching thread. */
  @FunctionalInterface
  public interface Opener {
    TableFiles open(AccessGrant grant, CredentialScope scope);
  }
}
