package org.example.survey;

/** The job types of surveys. */
final class Steps {

    static final String SEND = "survey.send";
    static final String COMPLETE = "survey.complete";
    static final String DROP = "survey.drop";

    private Steps() {}
}
