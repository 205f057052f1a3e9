//! Many spellings, one tree each, as explicit ASCII.

use gradus::math::read::{LogBase, Syntax, read};
use gradus::math::{Name, print};

/// What is typed without declared variables, and what is meant.
#[rustfmt::skip]
const ANY_LETTERS: &[(&str, &str)] = &[
    // numbers
    ("0", "0"), ("42", "42"), (".5", "0.5"), ("5.", "5"), ("0.50", "0.50"), ("007", "7"),
    ("1.5e-3", "0.0015"), ("3E2", "300"), ("3e2", "300"), ("2.5E+1", "25"), ("1e-30", "0.000000000000000000000000000001"),
    ("2e^x", "2*e^x"), ("2e x", "2*e*x"), ("2ex", "2*e*x"), ("5.x", "5*x"), ("3.14159", "3.14159"),
    ("１２", "12"), ("½", "1/2"), ("¾x", "3/4*x"), ("x½", "x*(1/2)"), ("⅓ x³", "1/3*x^3"), ("x^½", "x^(1/2)"),
    ("½(x + 1)", "1/2*(x + 1)"), ("½/2", "1/2/2"), ("2/½", "2/(1/2)"),
    // sums and signs
    ("x+1", "x + 1"), ("x − 1", "x - 1"), ("x – 1 — 2", "x - 1 - 2"), ("+x", "x"), ("-x", "-x"),
    ("--x", "-(-x)"), ("x - -1", "x - (-1)"), ("x + -1", "x - 1"), ("x--1", "x - (-1)"), ("a - (b - c)", "a - (b - c)"),
    ("(a + b) + c", "(a + b) + c"), ("a + (b + c)", "a + (b + c)"), ("-x + 1", "-x + 1"), ("-(x + 1)", "-(x + 1)"),
    ("-x^2", "-x^2"), ("(-x)^2", "(-x)^2"), ("-2x", "-2*x"), ("-a*b/c", "-a*b/c"), ("-1/x", "-1/x"),
    ("x*-1", "x*(-1)"), ("x/-2", "x/(-2)"), ("x^-2", "x^(-2)"), ("x^--2", "x^(-(-2))"), ("2^-x^2", "2^(-x^2)"),
    ("2 * 1 * -sin(2 x)", "2*1*(-sin(2*x))"), ("5y^2 * -y * 9", "5*y^2*(-y)*9"), ("x^+2", "x^2"),
    // products and quotients
    ("2x", "2*x"), ("2 x", "2*x"), ("2*x", "2*x"), ("2·x", "2*x"), ("2×x", "2*x"), ("2⋅x", "2*x"), ("2•x", "2*x"),
    ("xy", "x*y"), ("x y z", "x*y*z"), ("x(y+1)", "x*(y + 1)"), ("(a)(b)", "a*b"), ("(x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("(x+1)2", "(x + 1)*2"), ("2(x+1)", "2*(x + 1)"), ("2(3)", "2*3"), ("(2)(3)", "2*3"), ("(xy)z", "(x*y)*z"),
    ("x÷y", "x/y"), ("x∕y", "x/y"), ("x / y", "x/y"), ("a/b/c", "a/b/c"), ("a/(b/c)", "a/(b/c)"), ("a*b/c*d", "a*b/c*d"),
    ("a/b*c", "a/b*c"), ("a/(b*c)", "a/(b*c)"), ("1/2x", "1/2*x"), ("a/bc", "a/b*c"), ("2x/3y", "2*x/3*y"),
    ("1/2√x", "1/2*sqrt(x)"), ("1/2(x+1)", "1/2*(x + 1)"), ("1/sin x", "1/sin(x)"), ("1/x^2", "1/x^2"), ("x/2!=0", ""),
    ("((1)/(2))2 + 1", "1/2*2 + 1"), ("3 abs(-4)", "3*abs(-4)"), ("(1-2)x", "(1 - 2)*x"), ("[x+1]^2", "(x + 1)^2"),
    ("2[x+1]", "2*(x + 1)"), ("2x(3/5)", "2*x*(3/5)"),
    // powers
    ("x^2", "x^2"), ("x**2", "x^2"), ("x²", "x^2"), ("x^(2)", "x^2"), ("x^{2}", "x^2"), ("x⁻¹", "x^(-1)"), ("x¹⁰", "x^10"),
    ("xⁿ", "x^n"), ("xⁿ⁺¹", "x^(n + 1)"), ("x⁻ⁿ", "x^(-n)"), ("e²ˣ", "e^(2*x)"), ("e⁻ˣ", "e^(-x)"), ("x⁽ⁿ⁻¹⁾", "x^(n - 1)"),
    ("x^y^z", "x^y^z"), ("(x^y)^z", "(x^y)^z"), ("x²³", "x^23"), ("x²^3", "(x^2)^3"), ("2^x²", "2^x^2"), ("x^ab", "x^a*b"),
    ("e^2x", "e^2*x"), ("e^(2x)", "e^(2*x)"), ("e^-x", "e^(-x)"), ("e^-2x", "e^(-2)*x"), ("e^x y", "e^x*y"), ("e^x(x+1)", "e^x*(x + 1)"),
    ("xe^x", "x*e^x"), ("x e^(-x^2)", "x*e^(-x^2)"), ("e^sin x", "e^sin(x)"), ("e^√x", "e^sqrt(x)"), ("2^(x/2)", "2^(x/2)"),
    ("x^(1/2)", "x^(1/2)"), ("x^1/2", "x^1/2"), ("(x+1)²", "(x + 1)^2"), ("|x|²", "abs(x)^2"), ("x^2y", "x^2*y"),
    ("3x^2 sin x", "3*x^2*sin(x)"), ("x^2sin(x)", "x^2*sin(x)"), ("2²", "2^2"), ("10^-3", "10^(-3)"), ("x^0.5", "x^0.5"),
    ("x^(-1/2)", "x^(-1/2)"), ("(2x)^3", "(2*x)^3"), ("2x^3", "2*x^3"), ("-2^2", "-2^2"), ("x^2^", ""), ("π²", "pi^2"), ("sin(x)^2", "sin(x)^2"),
    // what a word processor and other pages put on the clipboard
    ("sin\u{2061}(x)", "sin(x)"), ("2\u{2062}x", "2*x"), ("cos\u{2061}〖2x〗", "cos(2*x)"),
    ("\\dfrac{d}{dx} x^2", "d/dx(x^2)"), ("\\mathrm{d}/\\mathrm{d}x (x^2)", "d/dx(x^2)"),
    ("\\operatorname*{arctan}x", "atan(x)"), ("arctg x", "atan(x)"), ("arcctg(x)", "acot(x)"),
    // constants and letters
    ("e", "e"), ("pi", "pi"), ("π", "pi"), ("2π", "2*pi"), ("2pi r", "2*pi*r"), ("pix", "pi*x"), ("%e^x", "e^x"), ("%pi*x", "pi*x"),
    ("alpha", "alpha"), ("α", "alpha"), ("alpha x", "alpha*x"), ("αβ", "alpha*beta"), ("theta^2", "theta^2"), ("λ", "lambda"),
    ("xi", "xi"), ("ε", "epsilon"), ("ϵ", "epsilon"), ("φ", "phi"), ("ϕ", "phi"), ("ϑ", "theta"), ("Δ", "Delta"), ("Omega", "Omega"),
    ("σ", "sigma"), ("σ x", "sigma*x"), ("σ(z)", "sigmoid(z)"), ("sigma(z)", "sigmoid(z)"), ("sigmoid(z)", "sigmoid(z)"), ("wσ(z)", "w*sigmoid(z)"),
    ("𝑥", "x"), ("𝐱 + 𝒚", "x + y"), ("A + a", "A + a"), ("E", "E"), ("abce^f", "a*b*c*e^f"),
    // subscripts
    ("w_1", "w_1"), ("w1", "w_1"), ("w₁", "w_1"), ("w_{1}", "w_1"), ("w_12", "w_12"), ("w₁₂", "w_12"), ("w_{12}", "w_12"),
    ("w1x", "w_1*x"), ("w_1x", "w_1*x"), ("w₁x", "w_1*x"), ("2w1", "2*w_1"), ("w1^2", "w_1^2"), ("w₁²", "w_1^2"), ("x_i", "x_i"),
    ("xᵢ", "x_i"), ("theta_0", "theta_0"), ("θ₀", "theta_0"), ("θ0", "theta_0"), ("w_{ij}", "w_ij"), ("w_{1x}", "w_{1x}"), ("w_ij", "w_ij"), ("x_max", "x_max"),
    ("x1*x2", "x_1*x_2"), ("w1 x1 + w2 x2 + b", "w_1*x_1 + w_2*x_2 + b"), ("w1x1+b1", "w_1*x_1 + b_1"), ("abx1", "a*b*x_1"),
    // functions with brackets
    ("sin(x)", "sin(x)"), ("sin (x)", "sin(x)"), ("sin[x]", "sin(x)"), ("sin(x)cos(x)", "sin(x)*cos(x)"), ("sin(2x)", "sin(2*x)"),
    ("x sin(x)", "x*sin(x)"), ("xsin(x)", "x*sin(x)"), ("2sin(x)", "2*sin(x)"), ("sin(x)y", "sin(x)*y"), ("sin(x)/x", "sin(x)/x"),
    ("ln(x)", "ln(x)"), ("exp(x)", "exp(x)"), ("exp(-x²)", "exp(-x^2)"), ("sqrt(x)", "sqrt(x)"), ("cbrt(x)", "cbrt(x)"),
    ("root(x, 3)", "root(x, 3)"), ("nthroot(x, n)", "root(x, n)"), ("abs(x)", "abs(x)"), ("sign(x)", "sign(x)"), ("sgn(x)", "sign(x)"), ("signum x", "sign(x)"),
    ("relu(x)", "relu(x)"), ("softplus(x)", "softplus(x)"), ("min(x, y)", "min(x, y)"), ("max(a,b,c)", "max(a, b, c)"), ("max(x)", "max(x)"),
    ("tan x", "tan(x)"), ("tg x", "tan(x)"), ("ctg x", "cot(x)"), ("cotan(x)", "cot(x)"), ("cosec x", "csc(x)"), ("sec(x)tan(x)", "sec(x)*tan(x)"),
    ("asin(x)", "asin(x)"), ("arcsin x", "asin(x)"), ("arccos x", "acos(x)"), ("arctan(x)", "atan(x)"), ("atan x", "atan(x)"), ("arccot x", "acot(x)"),
    ("sinh x", "sinh(x)"), ("sech x", "sech(x)"), ("csch x", "csch(x)"), ("coth x", "coth(x)"), ("arsinh x", "asinh(x)"), ("arcosh(x)", "acosh(x)"),
    ("artanh x", "atanh(x)"), ("arcsinh(x)", "asinh(x)"), ("asech x", "asech(x)"),
    // logarithms
    ("log(x)", "ln(x)"), ("log x", "ln(x)"), ("log10(x)", "log10(x)"), ("log10 x", "log10(x)"), ("log_10(x)", "log10(x)"), ("log_{10} x", "log10(x)"),
    ("log₁₀(x)", "log10(x)"), ("lg x", "log10(x)"), ("log2(x)", "log2(x)"), ("log_2 x", "log2(x)"), ("log₂x", "log2(x)"), ("lb(x)", "log2(x)"),
    ("log_b(x)", "log(x, b)"), ("log_3 x", "log(x, 3)"), ("log_3(x)^2", "log(x, 3)^2"), ("log_{a}(x)", "log(x, a)"), ("log(x, 3)", "log(x, 3)"),
    ("log_e(x)", "ln(x)"), ("log_2x", "log2(x)"), ("log_(1/2)(x)", "log(x, 1/2)"), ("log^2 x", "ln(x)^2"), ("log_3^2 x", "log(x, 3)^2"), ("log 2x", "ln(2*x)"),
    ("ln 2", "ln(2)"), ("ln2", "ln(2)"), ("ln2x", "ln(2*x)"), ("2ln x", "2*ln(x)"), ("xlnx", "x*ln(x)"), ("ln|x|", "ln(abs(x))"), ("ln x^2", "ln(x^2)"), ("ln²x", "ln(x)^2"),
    ("log_1(x)", "log(x, 1)"), ("log_0(x)", "log(x, 0)"), ("ln sin x", "ln(sin(x))"), ("log100", "ln(100)"),
    // functions without brackets
    ("sin x", "sin(x)"), ("sinx", "sin(x)"), ("sin 2x", "sin(2*x)"), ("sin2x", "sin(2*x)"), ("sin x cos x", "sin(x)*cos(x)"), ("sinxcosx", "sin(x)*cos(x)"),
    ("2x sin x", "2*x*sin(x)"), ("sin x^2", "sin(x^2)"), ("sin x²", "sin(x^2)"), ("sin 2*x", "sin(2)*x"), ("sin x/2", "sin(x)/2"), ("sin x + 1", "sin(x) + 1"),
    ("sin -x", "sin(-x)"), ("sin −2x", "sin(-2*x)"), ("sin xy", "sin(x*y)"), ("sin x y", "sin(x*y)"), ("sin cos x", "sin(cos(x))"), ("sin πx", "sin(pi*x)"),
    ("sin 2 cos x", "sin(2)*cos(x)"), ("cos x sin x + 1", "cos(x)*sin(x) + 1"), ("sin x (x+1)", "sin(x*(x + 1))"), ("x sin x cos x", "x*sin(x)*cos(x)"),
    ("sqrt x", "sqrt(x)"), ("sqrt 2x", "sqrt(2*x)"), ("exp x", "exp(x)"), ("exp 2x", "exp(2*x)"), ("abs x", "abs(x)"), ("tan x/2", "tan(x)/2"),
    ("1/cos²x", "1/cos(x)^2"), ("e^x sin x", "e^x*sin(x)"), ("e^x cos 2x", "e^x*cos(2*x)"), ("sin |x|", "sin(abs(x))"), ("sin √x", "sin(sqrt(x))"),
    ("xcosx", "x*cos(x)"), ("tanhx", "tanh(x)"), ("arcsinx", "asin(x)"), ("3sinx", "3*sin(x)"), ("sinx/x", "sin(x)/x"), ("cos(x)sinx", "cos(x)*sin(x)"),
    // powers on names
    ("sin^2(x)", "sin(x)^2"), ("sin^2 x", "sin(x)^2"), ("sin²x", "sin(x)^2"), ("sin² x", "sin(x)^2"), ("sin²(x)", "sin(x)^2"), ("sin^{2}x", "sin(x)^2"),
    ("sin^3 2x", "sin(2*x)^3"), ("sin²2x", "sin(2*x)^2"), ("sin^n x", "sin(x)^n"), ("sin²x cos²x", "sin(x)^2*cos(x)^2"), ("2sin²x", "2*sin(x)^2"), ("sin^2x + cos^2x", "sin(x)^2 + cos(x)^2"),
    ("sin^-1 x", "asin(x)"), ("sin^-1(x)", "asin(x)"), ("sin⁻¹x", "asin(x)"), ("sin⁻¹(x)", "asin(x)"), ("sin^{-1}(x)", "asin(x)"), ("sin^(-1)(x)", "asin(x)"), ("tan^-1 2x", "atan(2*x)"),
    ("sinh^-1 x", "asinh(x)"), ("tanh⁻¹(x)", "atanh(x)"), ("sec^-1 x", "asec(x)"), ("tan^2 x/2", "tan(x)^2/2"), ("cosh²x - sinh²x", "cosh(x)^2 - sinh(x)^2"),
    // roots
    ("√x", "sqrt(x)"), ("√2", "sqrt(2)"), ("√(x+1)", "sqrt(x + 1)"), ("√x/2", "sqrt(x)/2"), ("√2x", "sqrt(2)*x"), ("√2 x", "sqrt(2)*x"), ("√x²", "sqrt(x^2)"), ("√(x)²", "sqrt(x)^2"),
    ("2√x", "2*sqrt(x)"), ("x√x", "x*sqrt(x)"), ("√√x", "sqrt(sqrt(x))"), ("∛x", "cbrt(x)"), ("∜x", "root(x, 4)"), ("√-x", "sqrt(-x)"), ("√|x|", "sqrt(abs(x))"), ("1/√x", "1/sqrt(x)"),
    ("3·∛x", "3*cbrt(x)"), ("√x y", "sqrt(x)*y"), ("√sin x", "sqrt(sin(x))"),
    // bars
    ("|x|", "abs(x)"), ("|x-1|", "abs(x - 1)"), ("2|x|", "2*abs(x)"), ("|x||y|", "abs(x)*abs(y)"), ("|x|y", "abs(x)*y"), ("||x|-1|", "abs(abs(x) - 1)"), ("|2|x|-1|", "abs(2)*x*abs(-1)"), ("x|x|", "x*abs(x)"),
    ("|x|/x", "abs(x)/x"), ("|sin x|", "abs(sin(x))"), ("sin(|x|)", "sin(abs(x))"), ("|(|x|)|", "abs(abs(x))"), ("|x|y|z|", "abs(x)*y*abs(z)"), ("-|x|", "-abs(x)"), ("||x||", "abs(abs(x))"), ("|x + |y||", "abs(x + abs(y))"),
    // vectors and matrices
    ("(a, b)", "[a, b]"), ("[a, b]", "[a, b]"), ("<a, b>", "[a, b]"), ("⟨a, b⟩", "[a, b]"), ("(2x, 2y, 1)", "[2*x, 2*y, 1]"), ("[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    ("[[1,2,3]]", "[[1, 2, 3]]"), ("[[1], [2]]", "[[1], [2]]"), ("2(1, 2)", "2*[1, 2]"), ("(1, 2) + (3, 4)", "[1, 2] + [3, 4]"), ("-(1, 2)", "-[1, 2]"), ("(1,2)/2", "[1, 2]/2"), ("[[x+1]]", "[[x + 1]]"),
    // derivatives
    ("sin'(x)", "sin'(x)"), ("sin'x", "sin'(x)"), ("sin′(2x)", "sin'(2*x)"), ("sin''(x)", "sin''(x)"), ("sin″(x)", "sin''(x)"), ("ln'(x)", "ln'(x)"), ("log'(x)", "ln'(x)"),
    ("d/dx(x^2)", "d/dx(x^2)"), ("d/dx (x^2)", "d/dx(x^2)"), ("d/dx[x^2]", "d/dx(x^2)"), ("d/dx x^2", "d/dx(x^2)"), ("d/dx sin x", "d/dx(sin(x))"), ("d/dx(x^2) sin(3x) + x^2 d/dx(sin(3x))", "d/dx(x^2)*sin(3*x) + x^2*d/dx(sin(3*x))"),
    ("∂/∂x(x y)", "d/dx(x*y)"), ("d^2/dx^2(x^3)", "d^2/dx^2(x^3)"), ("d²/dx²(x³)", "d^2/dx^2(x^3)"), ("∂²/∂x∂y(x y)", "d^2/(dx dy)(x*y)"), ("∂²/∂x²(x y)", "d^2/dx^2(x*y)"), ("d^2/(dx dy)(x*y)", "d^2/(dx dy)(x*y)"),
    ("d/dt(t^2)", "d/dt(t^2)"), ("d/dw_1(w_1 x)", "d/dw_1(w_1*x)"), ("d/dw1(w1 x)", "d/dw_1(w_1*x)"), ("d/dα(α²)", "d/dalpha(alpha^2)"), ("2 d/dx(x)", "2*d/dx(x)"), ("d/dx(d/dx(x^3))", "d/dx(d/dx(x^3))"), ("d / dx (x)", "d/dx(x)"),
    ("a/d", "a/d"), ("d/2", "d/2"), ("d^2", "d^2"), ("dx", "d*x"),
    // pasted LaTeX
    (r"\frac{1}{2}", "1/2"), (r"\frac{x+1}{x-1}", "(x + 1)/(x - 1)"), (r"\dfrac{1}{2}x", "1/2*x"), (r"\frac12", "1/2"), (r"\frac1x", "1/x"), (r"\frac{1}{2}x^{2}", "1/2*x^2"), (r"x^{10}", "x^10"), (r"e^{-x^{2}}", "e^(-x^2)"),
    (r"\sqrt{x}", "sqrt(x)"), (r"\sqrt[3]{x}", "cbrt(x)"), (r"\sqrt[n]{x+1}", "root(x + 1, n)"), (r"\sqrt2", "sqrt(2)"), (r"\sqrt x", "sqrt(x)"), (r"\sqrt{x^2+1}", "sqrt(x^2 + 1)"), (r"2\sqrt{x}", "2*sqrt(x)"),
    (r"\sin x", "sin(x)"), (r"\sin(x)", "sin(x)"), (r"\sin\left(x\right)", "sin(x)"), (r"\sin{x}", "sin(x)"), (r"\sin{\left(x \right)}", "sin(x)"), (r"\sin^{2}x", "sin(x)^2"), (r"\sin^{2}{\left(x \right)}", "sin(x)^2"), (r"\sin^{-1}x", "asin(x)"),
    (r"\ln x", "ln(x)"), (r"\ln\left|x\right|", "ln(abs(x))"), (r"\log_{2}x", "log2(x)"), (r"\log_{b}\left(x\right)", "log(x, b)"), (r"\arctan x", "atan(x)"), (r"\operatorname{arsinh}(x)", "asinh(x)"), (r"\mathrm{sin}x", "sin(x)"), (r"\exp(x)", "exp(x)"),
    (r"2\cdot x", "2*x"), (r"2 \times x", "2*x"), (r"x\div y", "x/y"), (r"\left(x+1\right)^2", "(x + 1)^2"), (r"\bigl(x+1\bigr)", "x + 1"), (r"\left[x+1\right]", "x + 1"), (r"\left|x\right|", "abs(x)"), (r"\lvert x\rvert", "abs(x)"), (r"|x|", "abs(x)"),
    (r"\alpha", "alpha"), (r"\alpha x", "alpha*x"), (r"\pi r^2", "pi*r^2"), (r"\theta_0", "theta_0"), (r"w_{1}x", "w_1*x"), (r"\sigma(z)", "sigmoid(z)"), (r"\sigma\left(z\right)", "sigmoid(z)"), (r"\varepsilon", "epsilon"),
    (r"\frac{d}{dx}\left(x^2\right)", "d/dx(x^2)"), (r"\frac{d}{dx} x^2", "d/dx(x^2)"), (r"\frac{\partial}{\partial x}(xy)", "d/dx(x*y)"), (r"\frac{d^2}{dx^2}(x^3)", "d^2/dx^2(x^3)"), (r"\frac{d^{2}}{dx^{2}}(x^3)", "d^2/dx^2(x^3)"), (r"\frac{\partial^2}{\partial x\partial y}(xy)", "d^2/(dx dy)(x*y)"),
    (r"\frac{\mathrm{d}}{\mathrm{d}x}(x)", "d/dx(x)"), (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "[[a, b], [c, d]]"), (r"\begin{bmatrix} 1 & 2 \\ 3 & 4 \\ \end{bmatrix}", "[[1, 2], [3, 4]]"), (r"\begin{pmatrix} 2x \\ 2y \end{pmatrix}", "[2*x, 2*y]"),
    (r"$x^2$", "x^2"), (r"$$\frac{1}{x}$$", "1/x"), (r"\(x^2\)", "x^2"), (r"\[x^2\]", "x^2"), (r"x\,y", "x*y"), (r"3x^{2}\;\sin x", "3*x^2*sin(x)"), (r"{x}^{2} + \frac{1}{2}", "x^2 + 1/2"), (r"\max\left(0, x\right)", "max(0, x)"),
    (r"\begin{pmatrix}x\end{pmatrix}", "x"), ("d/dx²⁻¹", ""), (r"\displaystyle \frac{x}{2}", "x/2"), (r"\frac{\sin x}{x}", "sin(x)/x"), (r"\sin \frac{x}{2}", "sin(x/2)"), (r"\frac{1}{2\sqrt{x}}", "1/(2*sqrt(x))"), (r"e^{x}\cos{x}", "e^x*cos(x)"), (r"\sin x\cos x", "sin(x)*cos(x)"),
    (r"\left\langle 2x, 2y \right\rangle", "[2*x, 2*y]"), (r"\tfrac{1}{2}mv^2", "1/2*m*v^2"), (r"f^{\prime}", ""), (r"\mathrm{e}^{x}", "e^x"), (r"\text{sin}(x)", "sin(x)"), (r"\mathbf{x}", "x"),
    // blanks
    ("  x  +  1  ", "x + 1"), ("x\u{a0}+\u{a0}1", "x + 1"), ("\u{feff}x^2", "x^2"), ("x\t+ 1", "x + 1"), ("x\u{2009}y", "x*y"), ("sin  x", "sin(x)"),
    // printed forms come back
    ("3x²·sin x", "3*x^2*sin(x)"), ("x·e²ˣ − e²ˣ", "x*e^(2*x) - e^(2*x)"), ("e²ˣ·(2x − 1) / x²", "e^(2*x)*(2*x - 1)/x^2"), ("(ln x)²", "ln(x)^2"), ("2/(3·∛x)", "2/(3*cbrt(x))"), ("log₃(x)", "log(x, 3)"), ("log₂ x", "log2(x)"),
];

/// Variables, what is typed, what is meant.
#[rustfmt::skip]
const DECLARED: &[(&[&str], &str, &str)] = &[
    (&["x"], "2x sin x", "2*x*sin(x)"),
    (&["x", "i"], "xi", "x*i"),
    (&["x", "xi"], "xi", "xi"),
    (&["w1", "w_1"], "w1 + w_1", "w1 + w_1"),
    (&["w1"], "w_1 + w₁ + w1", "w1 + w1 + w1"),
    (&["w_1", "x"], "w1x", "w_1*x"),
    (&["alpha"], "α + alpha", "alpha + alpha"),
    (&["α"], "alpha", "alpha"),
    (&["rate", "x"], "rate x", "rate*x"),
    (&["rate", "x"], "xrate", "x*rate"),
    (&["e", "x"], "e^x", "e^x"),
    (&["d", "x"], "d/x", "d/x"),
    (&["c", "d", "x"], "(c+d*x)/d", "(c + d*x)/d"),
    (&["x"], "d/dx(x^2)", "d/dx(x^2)"),
    (&["s", "i", "m", "x"], "sim(x)", "s*i*m*x"),
    (&["a", "b", "c"], "ab(c)", "a*b*c"),
    (&["sigma", "x"], "σ(x)", "sigma*x"),
    (&["x"], "sigma(x)", "sigmoid(x)"),
    (&["p1", "p2"], "p1*p2", "p1*p2"),
    (&["x", "y"], "xy(2+y)", "x*y*(2 + y)"),
    (&["n", "x"], "((nx^5)^5)", "(n*x^5)^5"),
    (&["x", "t"], "tsinx", "t*sin(x)"),
    (&["x", "c"], "x + c", "x + c"),
    (&["x"], "x^2 + c", "x^2 + c"),
    (&["x"], "x^2 + C", "x^2 + C"),
    (&["a", "ab", "bc"], "abc", "a*bc"),
    (&["x_1", "x_2"], "x1x2", "x_1*x_2"),
    (&["theta_0", "theta_1", "x"], "θ₀ + θ₁x", "theta_0 + theta_1*x"),
    (&["x"], r"\frac{d}{dx}(x)", "d/dx(x)"),
    (&["L", "w"], "∂/∂w(L w)", "d/dw(L*w)"),
];

fn meant(typed: &str, syntax: &Syntax) -> String {
    read(typed, syntax).map_or(String::new(), |reading| {
        let printed = print::ascii(&reading.expr);
        let again = read(&printed, syntax).map(|again| again.expr);
        assert_eq!(again.as_ref(), Ok(&reading.expr), "{typed} is printed as {printed}");
        printed
    })
}

#[test]
fn every_spelling_is_read_as_meant() {
    let mut broken = Vec::new();
    for (typed, expected) in ANY_LETTERS {
        let printed = meant(typed, &Syntax::default());
        if printed != *expected {
            broken.push(format!("{typed}: {printed}, not {expected}"));
        }
    }
    assert!(broken.is_empty(), "{} of {}:\n{}", broken.len(), ANY_LETTERS.len(), broken.join("\n"));
}

#[test]
fn declared_names_win() {
    let mut broken = Vec::new();
    for (vars, typed, expected) in DECLARED {
        let vars = vars.iter().map(|name| Name::new(name)).collect();
        let printed = meant(typed, &Syntax { vars: Some(vars), ..Syntax::default() });
        if printed != *expected {
            broken.push(format!("{typed}: {printed}, not {expected}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn a_pack_may_take_log_to_base_ten() {
    let ten = Syntax { log: LogBase::Ten, ..Syntax::default() };
    assert_eq!(meant("log x", &ten), "log10(x)");
    assert_eq!(meant("log_2 x + ln x", &ten), "log2(x) + ln(x)");
}

#[test]
fn a_bare_list_is_read_where_a_vector_is_asked_for() {
    let vector = Syntax { vector: true, ..Syntax::default() };
    assert_eq!(meant("2x, 2y", &vector), "[2*x, 2*y]");
    assert_eq!(meant("(2x, 2y)", &vector), "[2*x, 2*y]");
    assert!(read("2x, 2y", &Syntax::default()).is_err());
}

#[test]
fn a_hole_is_a_hole_only_where_holes_are_asked_for() {
    let holes = Syntax { holes: true, ..Syntax::default() };
    assert_eq!(meant("[2x] e^(3x) + x^2 [ ]", &holes), "[2*x]*e^(3*x) + x^2*[ ]");
    assert!(read("[ ]", &Syntax::default()).is_err());
}

#[test]
fn the_function_of_the_exercise_can_be_named() {
    let f = read("x^2 + 1", &Syntax::default()).expect("it reads").expr;
    let syntax = Syntax {
        vars: Some(vec![Name::new("x")]),
        function: Some((f, Name::new("x"))),
        ..Syntax::default()
    };
    for (typed, expected) in [
        ("f(x)", "x^2 + 1"),
        ("f", "x^2 + 1"),
        ("f(3)", "3^2 + 1"),
        ("f'(x)", "d/dx(x^2 + 1)"),
        ("f''", "d^2/dx^2(x^2 + 1)"),
        ("2f' + x", "2*d/dx(x^2 + 1) + x"),
        ("f'(3)", "2*3"),
        ("df/dx", "d/dx(x^2 + 1)"),
        ("df/dx x", "d/dx(x^2 + 1)*x"),
        ("df/dx + 1", "d/dx(x^2 + 1) + 1"),
        ("d^2f/dx^2", "d^2/dx^2(x^2 + 1)"),
        ("∂f/∂x", "d/dx(x^2 + 1)"),
        ("2 df/dx (x)", "2*d/dx(x^2 + 1)"),
        (r"\frac{df}{dx}", "d/dx(x^2 + 1)"),
    ] {
        let printed = read(typed, &syntax).map(|reading| print::ascii(&reading.expr));
        assert_eq!(printed.as_deref(), Ok(expected), "{typed}");
    }
}

#[test]
fn a_decimal_comma_is_read_where_it_is_the_custom() {
    let comma = Syntax { decimal_comma: true, vector: true, ..Syntax::default() };
    assert_eq!(print::ascii(&read("1,5x", &comma).expect("it reads").expr), "1.5*x");
    assert_eq!(print::ascii(&read("1,5; 2", &comma).expect("it reads").expr), "[1.5, 2]");
}

#[test]
fn an_undeclared_constant_at_the_end_is_known_as_one() {
    let x = Syntax { vars: Some(vec![Name::new("x")]), ..Syntax::default() };
    let constant = |line| read(line, &x).ok().and_then(|reading| reading.integration_constant);
    assert_eq!(constant("2x + c"), Some(Name::new("c")));
    assert_eq!(constant("2x"), None);
    assert!(read("c + 2x", &x).is_err());
}
