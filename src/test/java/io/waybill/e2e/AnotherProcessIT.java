package io.waybill.e2e;

import org.example.survey.SurveyBusiness;
import org.springframework.context.annotation.Import;

/** On the embedded engine. */
@EndToEndTest
@Import(SurveyBusiness.class)
class AnotherProcessIT extends AnotherProcess {}
