/* SPDX-License-Identifier: Apache-2.0 */
package io.deltasharing.flink.sharing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  private ClientFixture fixture;
  private ScriptedServer server;
  private final CountDownLatch end = new CountDownLatch(1);

  @BeforeEach
  void start() throws IOException {
    fixture = new ClientFixture();
    server = fixture.server;
  }

  @AfterEach
  void stop() {
    end.countDown();
    fixture.close();
  }

  private long version() throws InterruptedException {
    return fixture.client().tableVersion(ClientFixture.TABLE);
  }

  private long versionWithoutRetries() throws InterruptedException {
    return withoutRetries().tableVersion(ClientFixture.TABLE);
  }

  private SharingClient withoutRetries() {
    return fixture.builder().retryPolicy(RetryPolicy.none()).build();
  }

  private String asked() {
    return fixture.asked("the version of table s.c.t");
  }

  @Test
  void forbidden() {
    server.then(403, "{\"errorCode\": \"PERMISSION_DENIED\", \"message\": \"Not yours.\"}");
    assertThatExceptionOfType(SharingForbiddenException.class)
        .isThrownBy(this::version)
        .withMessage(
            asked()
                + "answered with status 403 PERMISSION_DENIED: Not yours. Ask the provider to"
                + " grant this recipient access to it.");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void notFoundWithAnHtmlBody() {
    server.then(404, "<html>sekret</html>", "Content-Type", "text/html");
    assertThatExceptionOfType(SharingNotFoundException.class)
        .isThrownBy(this::version)
        .withMessage(
            asked()
                + "answered with status 404. Check the names, and the endpoint in the profile"
                + " my.share; the provider may have renamed it or stopped sharing it.");
  }

  @Test
  void otherRefusalsPassOnTheServersWordsSafely() {
    server.then(
        400,
        """
        {"errorCode": "INVALID_PARAMETER_VALUE",
         "message": "bad\\r\\n\\u001b[1m sekret-1 at https://h/f?X-Amz-Signature=sig %s"}"""
            .formatted("y".repeat(9999)));
    SharingRequestException e = catchThrowableOfType(SharingRequestException.class, this::version);
    assertThat(e)
        .hasMessageStartingWith(
            asked()
                + "answered with status 400 INVALID_PARAMETER_VALUE: bad [1m *** at"
                + " https://h/f?*** yyy")
        .hasMessageEndingWith(
            "yyy. Repeating it will not help: what the server says must be put right first.");
    assertThat(e.getMessage()).hasSizeLessThan(800);
  }

  @Test
  void anErrorsBodyMayBeAbsentOrEndless() {
    server.then(400, "").then(410, "z".repeat(3 << 20));
    assertThatExceptionOfType(SharingRequestException.class)
        .isThrownBy(this::version)
        .withMessage(
            asked()
                + "answered with status 400. Repeating it will not help: what the server says must"
                + " be put right first.");
    assertThatExceptionOfType(SharingRequestException.class)
        .isThrownBy(this::version)
        .withMessageContaining("answered with status 410. ");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void whatMayPassIsTriedAgain(int status) throws Exception {
    server.then(status, "<html/>").then(200, "", "Delta-Table-Version", "5");
    assertThat(version()).isEqualTo(5);
    assertThat(fixture.waits).containsExactly(Duration.ofMillis(250));
  }

  @Test
  void givesUpAndSaysHowOftenItTried() {
    for (int i = 0; i < 5; i++) {
      server.then(503, "{\"errorCode\": \"BUSY\"}");
    }
    assertThatExceptionOfType(SharingUnavailableException.class)
        .isThrownBy(this::version)
        .withMessage(
            asked() + "answered with status 503 BUSY. This may pass. Given up after 5 attempts.")
        .withCauseInstanceOf(SharingUnavailableException.class);
    assertThat(fixture.waits)
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1000L, 2000L);
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void withoutRetriesTheFirstFailureIsTheLast() {
    server.then(429, "", "Retry-After", "7");
    SharingUnavailableException e =
        catchThrowableOfType(SharingUnavailableException.class, this::versionWithoutRetries);
    assertThat(e).hasMessage(asked() + "answered with status 429. This may pass.");
    assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(fixture.waits).isEmpty();
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    server
        .then(429, "", "Retry-After", "7")
        .then(429, "", "Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT")
        .then(429, "", "Retry-After", "Thu, 31 Dec 2099 23:59:59 GMT")
        .then(200, "", "Delta-Table-Version", "5");
    assertThat(version()).isEqualTo(5);
    assertThat(fixture.waits)
        .containsExactly(Duration.ofSeconds(7), Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  @Test
  void redirectsAreRefused() throws Exception {
    try (ScriptedServer other = new ScriptedServer()) {
      server
          .then(302, "", "Location", "http://u:sekret@" + other.authority() + "/x?sekret")
          .then(307, "", "Location", "/elsewhere?sekret");
      assertThatExceptionOfType(SharingProtocolException.class)
          .isThrownBy(this::version)
          .withMessage(
              asked()
                  + "redirects with status 302 to host "
                  + other.authority()
                  + ". Redirects are not followed, so that the token stays with the profile's"
                  + " endpoint: if the new address is right, put it into the profile.");
      assertThatExceptionOfType(SharingProtocolException.class)
          .isThrownBy(this::version)
          .withMessageContaining("redirects with status 307 to another path of its own.");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void anAnswerCutShortIsTriedAgain() throws Exception {
    server
        .then(
            exchange -> {
              exchange.sendResponseHeaders(200, 100);
              OutputStream body = exchange.getResponseBody();
              body.write("{\"items\":".getBytes(UTF_8));
              body.flush();
            })
        .then(200, "{\"items\": [{\"na")
        .then(200, "<html>Welcome to our network</html>", "Content-Type", "text/html")
        .then(200, "")
        .then(200, "{\"items\": []}");
    assertThat(fixture.client().listShares()).isEmpty();
    assertThat(fixture.waits).hasSize(4);
  }

  @Test
  void namesWhatIsNoJson() {
    server.then(200, "<html>sekret</html>", "Content-Type", "text/html");
    assertThatExceptionOfType(SharingUnavailableException.class)
        .isThrownBy(() -> withoutRetries().listShares())
        .withMessage(
            fixture.asked("the list of shares")
                + "gave an answer that is cut short or not JSON (Content-Type text/html, line 1,"
                + " column 1).");
  }

  @Test
  void anAnswerTooLargeIsRefused() {
    server.then(200, "x".repeat((1 << 20) + 1));
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(this::version)
        .withMessageContaining("makes no sense: it is longer than 1048576 bytes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep", "broad", "long"})
  void jsonMadeToFillOurMemoryIsRefused(String kind) {
    String bomb =
        switch (kind) {
          case "deep" -> "[".repeat(2000) + "]".repeat(2000);
          case "broad" -> "[0" + ",[]".repeat(600_000) + "]";
          default -> "9".repeat(2000);
        };
    server.then(200, "{\"items\":" + bomb + "}");
    assertThatExceptionOfType(SharingProtocolException.class)
        .isThrownBy(() -> fixture.client().listShares())
        .withMessageContaining(
            "makes no sense: its JSON is nested too deeply, has too many parts or too long a"
                + " number.")
        .withNoCause();
  }

  @Test
  void aBodyThatStallsTimesOut() {
    server.then(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitEnd();
        });
    SharingClient impatient =
        fixture
            .builder()
            .retryPolicy(RetryPolicy.none())
            .requestTimeout(Duration.ofMillis(200))
            .build();
    assertThatExceptionOfType(SharingUnavailableException.class)
        .isThrownBy(impatient::listShares)
        .withMessage(fixture.asked("the list of shares") + "did not answer in full within PT0.2S.")
        .withCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aConnectionThatWentSilentIsNotUsedAgain() throws Exception {
    List<Integer> ports = new CopyOnWriteArrayList<>();
    HttpHandler answer =
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          byte[] none = "{}".getBytes(UTF_8);
          exchange.sendResponseHeaders(200, none.length);
          exchange.getResponseBody().write(none);
        };
    HttpHandler silence =
        exchange -> {
          ports.add(exchange.getRemoteAddress().getPort());
          awaitEnd();
        };
    server.then(answer).then(silence).then(answer);
    SharingClient impatient =
        fixture
            .builder()
            .retryPolicy(RetryPolicy.none())
            .requestTimeout(Duration.ofSeconds(2))
            .build();

    assertThat(impatient.listShares()).isEmpty();
    assertThatExceptionOfType(SharingUnavailableException.class).isThrownBy(impatient::listShares);
    assertThat(impatient.listShares()).isEmpty();

    assertThat(ports).hasSize(3);
    assertThat(ports.get(1)).as("the connection was kept").isEqualTo(ports.get(0));
    assertThat(ports.get(2)).isNotEqualTo(ports.get(1));
  }

  @Test
  void noServerAtAll() {
    fixture.server.close();
    assertThatExceptionOfType(SharingUnavailableException.class)
        .isThrownBy(this::versionWithoutRetries)
        .withMessageStartingWith(asked() + "gave no whole answer (java.net.ConnectException")
        .withMessageEndingWith("). Check that it can be reached from here.")
        .withCauseInstanceOf(IOException.class);
  }

  @Test
  void anInterruptEndsACall() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.then(
        exchange -> {
          arrived.countDown();
          awaitEnd();
        });
    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                version();
                outcome.complete(new AssertionError("answered"));
              } catch (Throwable e) {
                outcome.complete(e);
              }
            });
    caller.start();
    arrived.await();
    caller.interrupt();
    assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void anInterruptEndsAWait() {
    server.then(503, "");
    SharingClient client =
        SharingClient.builder(
                () -> fixture.profile("t", "").getBytes(UTF_8),
                new UserAgent("1", "2", "3"),
                new Surroundings(
                    Clock.fixed(ClientFixture.NOW, ZoneOffset.UTC),
                    delay -> {
                      throw new InterruptedException("during " + delay);
                    },
                    () -> 0))
            .build();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> client.tableVersion(ClientFixture.TABLE))
        .withMessage("during PT0S");
  }

  @Test
  void failuresCrossRpc() throws Exception {
    server.then(429, "", "Retry-After", "7");
    SharingUnavailableException e =
        catchThrowableOfType(SharingUnavailableException.class, this::versionWithoutRetries);
    try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
      out.writeObject(e);
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
