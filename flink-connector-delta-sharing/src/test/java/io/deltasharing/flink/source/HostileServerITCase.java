/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.source;

import static io.deltasharing.flink.source.HostileServer.AWS;
import static io.deltasharing.flink.source.HostileServer.LEAD;
import static io.deltasharing.flink.source.HostileServer.REFUSED;
import static io.deltasharing.flink.source.HostileServer.ROOT;
import static io.deltasharing.flink.source.HostileServer.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltasharing.embedded.Faults;
import io.deltasharing.embedded.RequestKind;
import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A sharing server that means ill: its answers are refused in words and soon, nothing elsewhere is
 * asked for anything, and nothing is read.
 */
@Timeout(120)
class HostileServerITCase {
  private static final String LOST = LEAD + "Access to " + ROOT + " is lost: ";

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(1)
              .build());

  @TempDir Path directory;
  private HostileServer hostile;

  @BeforeEach
  void start() {
    hostile = new HostileServer(directory, getClass());
  }

  @AfterEach
  void stop() {
    hostile.assertNobodyElseAsked();
    hostile.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'location':'s3://somebody-elses/t' | the server vended credentials for"
            + " 's3://somebody-elses/t' where such for '%ROOT%' were asked for. Tell the table's"
            + " provider.",
        "'location':'%ROOT%/part' | the server vended credentials for '%ROOT%/part' where such for"
            + " '%ROOT%' were asked for. Tell the table's provider.",
        "'location':'%ROOT%2' | the server vended credentials for '%ROOT%2' where such for '%ROOT%'"
            + " were asked for. Tell the table's provider.",
        "'location':'file:///etc' | the server vended credentials for a location that is not read:"
            + " locations of scheme 'file' are not read, only s3, abfss and gs",
        "'location':'s3://169.254.169.254:80/t' | the server vended credentials for a location that"
            + " is not read: not a storage location: no bucket in its authority",
      })
  void credentialsForAnotherPlace(String location, String words) {
    hostile.vending("{'credentials':{" + location + "," + AWS + "}}");
    assertThat(hostile.answer()).isEqualTo(LOST + words.replace("%ROOT%", ROOT));
    hostile.assertNothingRead();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'azureUserDelegationSas':{'sasToken':'sig'} | AzureUserDelegationSas",
        "'gcpOauthToken':{'oauthToken':'g'} | GcpOauthToken",
      })
  void credentialsForAnotherStore(String kind, String name) {
    hostile.vending("{'credentials':{" + kind + "}}");
    assertThat(hostile.answer())
        .isEqualTo(
            LOST
                + "the server vended credentials of the kind "
                + name
                + ", which do not open '"
                + ROOT
                + "'. Tell the table's provider.");
    hostile.assertNothingRead();
  }

  @Test
  void credentialsOfSeveralKinds() {
    hostile.vending("{'credentials':{" + AWS + ",'gcpOauthToken':{'oauthToken':'g'}}}");
    String words = "it holds several kinds of credentials: [awsTempCredentials, gcpOauthToken]";
    assertThat(hostile.answer())
        .isEqualTo(REFUSED + hostile.senseless("temporary credentials for table ", words));
    hostile.assertNothingRead();
  }

  /** The server does not say that they are another table's; the store does. */
  @Test
  void credentialsThatDoNotCoverTheTable() throws Exception {
    String others = hostile.vended("other").replaceFirst("\"location\":\"[^\"]*\",", "");
    hostile.faults().answerWith(RequestKind.TEMPORARY_CREDENTIALS, others, Faults.FOREVER);
    assertThat(hostile.answer())
        .isEqualTo(
            LEAD
                + "Reading '"
                + ROOT
                + "/_delta_log/00000000000000000000.' is forbidden, also with credentials that were"
                + " vended just now. Ask the table's provider whether its grant covers this path.");
  }

  /** Where the store is, options say; whatever a server says of it is not so much as looked at. */
  @Test
  void anEndpointInTheAnswer() throws Exception {
    String there =
        "\"endpoint\":\"" + hostile.elsewhere.storeEndpoint() + "\",\"region\":\"elsewhere\",";
    String answer =
        hostile.vended("hostile").replace("\"expirationTime\"", there + "\"expirationTime\"");
    assertThat(answer).contains(there);
    hostile.faults().answerWith(RequestKind.TEMPORARY_CREDENTIALS, answer, Faults.FOREVER);
    assertThat(hostile.answer()).isEqualTo("10 rows");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "file:///etc | locations of scheme 'file' are not read, only s3, abfss and gs",
        "http://169.254.169.254/latest | locations of scheme 'http' are not read, only s3, abfss and"
            + " gs",
        "s3://b/a/../.. | the path of a storage location has no '.' or '..' in it: /a/../..",
      })
  void aTableElsewhere(String location, String words) throws Exception {
    String metadata = hostile.metadata().replace('"' + ROOT + '"', '"' + location + '"');
    hostile.faults().answerWith(RequestKind.TABLE_METADATA, metadata, Faults.FOREVER);
    assertThat(hostile.answer())
        .isEqualTo(
            LEAD + "The server names a location of " + TABLE + " that is not read: " + words);
    hostile.assertNothingRead();
  }

  @Test
  void redirects() {
    String target = hostile.elsewhere.endpoint() + "shares?secret=1";
    hostile.faults().redirect(RequestKind.TEMPORARY_CREDENTIALS, 307, target, Faults.FOREVER);
    assertThat(hostile.answer())
        .isEqualTo(REFUSED + redirected("temporary credentials for table "));
    hostile.faults().redirect(RequestKind.TABLE_METADATA, 302, target, Faults.FOREVER);
    assertThat(hostile.answer()).isEqualTo(LEAD + redirected("the metadata of table "));
    assertThat(hostile.planned()).isEqualTo(redirected("the metadata of table "));
    hostile.assertNothingRead();
  }

  private String redirected(String purpose) {
    String status = purpose.startsWith("the metadata") ? "302" : "307";
    return hostile.asked(purpose)
        + "redirects with status "
        + status
        + " to host "
        + hostile.elsewhere.endpoint().getAuthority()
        + ". Redirects are not followed, so that the token stays with the profile's endpoint: if"
        + " the new address is right, put it into the profile.";
  }
}
