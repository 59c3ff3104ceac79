/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.access;

import io.deltasharing.flink.credentials.CredentialVendor;
import io.deltasharing.flink.credentials.StorageCredential;
import io.deltasharing.flink.credentials.StorageLocation;
import io.deltasharing.flink.credentials.VendedCredential;
import io.deltasharing.flink.credentials.VendingException;
import io.deltasharing.flink.sharing.CloudCredential;
import io.deltasharing.flink.sharing.SharedTableName;
import io.deltasharing.flink.sharing.SharingClient;
import io.deltasharing.flink.sharing.SharingException;
import io.deltasharing.flink.sharing.SharingForbiddenException;
import io.deltasharing.flink.sharing.SharingNotFoundException;
import io.deltasharing.flink.sharing.SharingProtocolException;
import io.deltasharing.flink.sharing.SharingRequestException;
import io.deltasharing.flink.sharing.SharingUnauthenticatedException;
import io.deltasharing.flink.sharing.SharingUnavailableException;
import io.deltasharing.flink.sharing.TableMetadata;
import io.deltasharing.flink.sharing.TemporaryCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Asks the sharing server for credentials of a table's locations. */
final class SharingCredentialVendor implements CredentialVendor {
  private final SharingClient client;
  private final SharedTableName table;
  private final TableMetadata known;
  private final StorageLocation root;
  private final Duration assumedLifetime;

  SharingCredentialVendor(
      SharingClient client,
      SharedTableName table,
      TableMetadata known,
      StorageLocation root,
      Duration assumedLifetime) {
    this.client = client;
    this.table = table;
    this.known = known;
    this.root = root;
    this.assumedLifetime = assumedLifetime;
  }

  @Override
  public VendedCredential vend(StorageLocation location)
      throws VendingException, InterruptedException {
    try {
      TemporaryCredentials answer = client.temporaryTableCredentials(table, asked(location));
      return vended(location, answer);
    } catch (SharingException e) {
      throw vendingFailure(e);
    }
  }

  /**
   * Some servers compare a location letter by letter with their own spelling: the root goes without
   * saying.
   */
  private Optional<String> asked(StorageLocation location) {
    return location.equals(root)
        ? Optional.empty()
        : known.auxiliaryLocations().stream()
            .filter(it -> StorageLocation.parse(it).equals(location))
            .findFirst();
  }

  private VendedCredential vended(StorageLocation location, TemporaryCredentials answer)
      throws VendingException {
    checkCovers(answer, location);
    Instant received = answer.receivedAt();
    Duration lifetime =
        CredentialLifetime.of(answer.expirationTime(), answer.serverDate(), received)
            .orElse(assumedLifetime);
    return new VendedCredential(
        location, credential(location, answer.credential()), received, received.plus(lifetime));
  }

  private void checkCovers(TemporaryCredentials answer, StorageLocation location)
      throws VendingException {
    if (answer.location().isEmpty()) {
      return;
    }
    StorageLocation scope;
    try {
      scope = StorageLocation.parse(answer.location().get());
    } catch (IllegalArgumentException e) {
      throw VendingException.fatal(
          "the server vended credentials for a location that is not read: " + e.getMessage(), e);
    }
    if (!scope.contains(location)) {
      throw VendingException.fatal(
          "the server vended credentials for '"
              + scope
              + "' where such for '"
              + location
              + "' were asked for. Tell the table's provider.",
          null);
    }
  }

  private StorageCredential credential(StorageLocation location, CloudCredential credential)
      throws VendingException {
    StorageCredential known = known(credential);
    if (!known.opens(location)) {
      throw VendingException.fatal(
          "the server vended credentials of the kind "
              + credential.getClass().getSimpleName()
              + ", which do not open '"
              + location
              + "'. Tell the table's provider.",
          null);
    }
    return known;
  }

  private StorageCredential known(CloudCredential credential) throws VendingException {
    if (credential instanceof CloudCredential.AwsTempCredentials aws) {
      return new StorageCredential.AwsSession(
          aws.accessKeyId(), aws.secretAccessKey(), aws.sessionToken().orElse(null));
    }
    if (credential instanceof CloudCredential.AzureUserDelegationSas azure) {
      return new StorageCredential.AzureSas(azure.sasToken());
    }
    if (credential instanceof CloudCredential.GcpOauthToken gcp) {
      return new StorageCredential.GcpOauth(gcp.oauthToken());
    }
    throw VendingException.fatal(
        "the server vended credentials of a kind that is not read yet: "
            + credential.getClass().getSimpleName(),
        null);
  }

  private static VendingException vendingFailure(SharingException failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof SharingUnavailableException unavailable) {
      return VendingException.outage(message, failure, unavailable.retryAfter());
    }
    if (failure instanceof SharingRequestException || failure instanceof SharingProtocolException) {
      return VendingException.rejected(message, failure);
    }
    boolean refused =
        failure instanceof SharingUnauthenticatedException
            || failure instanceof SharingForbiddenException
            || failure instanceof SharingNotFoundException;
    // A profile that is being rewritten may be whole the next time.
    return refused
        ? VendingException.refused(message, failure)
        : VendingException.outage(message, failure, Optional.empty());
  }
}
