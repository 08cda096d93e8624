package org.nexusauth.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorBodyTest {

  @Test
  void body_ofARefusal_hasTheThreeMembersThatClientsParse() {
    assertThat(ErrorBody.of(413, "Too long").toJson().toString())
        .isEqualTo(
            "{\"statusCode\":413,\"message\":\"Too long\",\"error\":\"Request Entity Too Large\"}");
  }

  @Test
  void body_withAHint_hasOneMemberMore() {
    assertThat(ErrorBody.of(400, "No").hint("Do this.").toJson().getString("hint"))
        .isEqualTo("Do this.");
  }

  @ParameterizedTest
  @CsvSource({
    "400,Bad request,Bad Request",
    "404,Not found,Not Found",
    "405,Method not allowed,Method Not Allowed",
    "415,Unsupported media type,Unsupported Media Type",
    "500,An unexpected error occurred,Internal Server Error",
    "501,Not Implemented,Not Implemented",
    "799,HTTP 799,HTTP 799"
  })
  void body_ofAStatusAlone_saysWhatItMeans(int status, String message, String error) {
    ErrorBody body = ErrorBody.ofStatus(status);
    assertThat(body.message()).isEqualTo(message);
    assertThat(body.toJson().getString("error")).isEqualTo(error);
  }
}
