package org.nexusauth.contract.app;

import jakarta.ws.rs.Path;

/** Open to everybody. */
@Path("public/answer")
public class PublicAnswers extends AnswerResource {}
