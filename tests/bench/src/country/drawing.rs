//! The growth of the frame's time, drawn.

use super::{Failure, growth::Course};
use plotters::prelude::*;

const WIDTH: u32 = 960;
const HEIGHT: u32 = 300;

/// Courses side by side, milliseconds upwards.
pub fn svg(courses: &[Course]) -> Result<String, Failure> {
    let mut text = String::new();
    {
        let all = SVGBackend::with_string(&mut text, (WIDTH, HEIGHT)).into_drawing_area();
        all.fill(&WHITE)?;
        let most = |of: fn(&(f64, f64)) -> f64, course: &Course| {
            course.points.iter().map(of).fold(0.0, f64::max)
        };
        let highest = courses.iter().map(|course| most(|point| point.1, course));
        let highest = highest.fold(0.0, f64::max) * 1.1;
        for (area, course) in all.split_evenly((1, courses.len())).iter().zip(courses) {
            let widest = most(|point| point.0, course) * 1.05;
            let mut chart = ChartBuilder::on(area)
                .margin(10)
                .x_label_area_size(36)
                .y_label_area_size(44)
                .build_cartesian_2d(0.0..widest, 0.0..highest)?;
            chart
                .configure_mesh()
                .x_desc(course.what)
                .y_desc("ms")
                .x_labels(5)
                .y_labels(5)
                .x_label_formatter(&|amount| format!("{amount:.0}"))
                .y_label_formatter(&|ms| format!("{ms:.0}"))
                .light_line_style(TRANSPARENT)
                .draw()?;
            let points = course.points.iter().copied();
            chart.draw_series(LineSeries::new(points.clone(), &BLUE))?;
            chart.draw_series(points.map(|point| Circle::new(point, 3, BLUE.filled())))?;
        }
        all.present()?;
    }
    Ok(text)
}
