package io.waybill.e2e;

import org.example.survey.SurveyBusiness;
import org.springframework.context.annotation.Import;

/** On Zeebe. */
@ZeebeEndToEndTest
@Import(SurveyBusiness.class)
class AnotherProcessOnZeebeIT extends AnotherProcess {}
